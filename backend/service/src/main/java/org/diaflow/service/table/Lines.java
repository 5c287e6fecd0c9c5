package org.diaflow.service.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an ASCII file, counted; none may be so long that memory suffers, and of a comment,
 * which begins with {@code %}, no more than the beginning is kept. A byte order mark is left out.
 */
final class Lines {

  private static final int LONGEST = 4096;
  private static final char COMMENT = '%';

  /** What precedes the text of a file in UTF-8 here and there. */
  static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

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
    if (number == 0) {
      skipByteOrderMark();
    }
    int c = in.read();
    if (c < 0) {
      return null;
    }
    number++;
    line.setLength(0);
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() < LONGEST) {
        line.append((char) c);
      } else if (line.charAt(0) != COMMENT) {
        throw here().wrong("longer than " + LONGEST + " characters", "Break it up.");
      }
    }
    return line.toString().strip();
  }

  private void skipByteOrderMark() throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    if (!TableReader.startsWith(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      in.reset();
    }
  }

  /** Where the line last read is. */
  Place here() {
    return place.line(Math.max(1, number));
  }
}
