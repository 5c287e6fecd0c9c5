package org.diaflow.service.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of an ASCII file, counted; none may be so long that memory suffers. */
final class Lines {

  private static final int LONGEST = 4096;

  private final BufferedInputStream in;
  private final Place place;
  private final StringBuilder line = new StringBuilder();
  private long number;

  Lines(InputStream in, Place place) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.place = place;
  }

  /** The next line without what ends it and without blanks around it, or null at the end. */
  @Nullable String next() throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    number++;
    line.setLength(0);
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == LONGEST) {
        throw here().wrong("longer than " + LONGEST + " characters", "Break it up.");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Where the line last read is. */
  Place here() {
    return place.line(Math.max(1, number));
  }
}
