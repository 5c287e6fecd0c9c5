package org.diaflow.service.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Ends the reading of a CSV file within a cell longer than {@value #LONGEST_CELL} characters or a
 * line of more than {@value #MOST_CELLS} cells, before any of them is kept.
 */
final class CellLimit extends FilterReader {

  private static final int LONGEST_CELL = 4096;
  private static final int MOST_CELLS = 5_000_000;

  private final char separator;
  private boolean quoted;
  private int length;
  private int cells = 1;

  CellLimit(Reader in, char separator) {
    super(in);
    this.separator = separator;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    if (c >= 0) {
      count((char) c);
    }
    return c;
  }

  @Override
  public int read(char[] characters, int offset, int most) throws IOException {
    int got = super.read(characters, offset, most);
    for (int k = 0; k < got; k++) {
      count(characters[offset + k]);
    }
    return got;
  }

  private void count(char c) {
    length++;
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == separator || c == '\n')) {
      length = 0;
      cells = c == '\n' ? 1 : cells + 1;
    }
    if (length > LONGEST_CELL) {
      throw tooLong("a cell longer than %d characters is no number".formatted(LONGEST_CELL));
    }
    if (cells > MOST_CELLS) {
      throw tooLong("a line of more than %d cells is no row".formatted(MOST_CELLS));
    }
  }

  private static UncheckedIOException tooLong(String message) {
    return new UncheckedIOException(new IOException(message));
  }
}
