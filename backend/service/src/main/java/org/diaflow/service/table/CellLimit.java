package org.diaflow.service.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends the reading of a CSV file with an {@link UnreadableTableException} within a cell longer than
 * {@value #LONGEST_CELL} characters or a line of more than {@value #MOST_CELLS} cells, before any
 * of them is kept. Lines end with a line feed, a carriage return or both.
 */
final class CellLimit extends FilterReader {

  private static final int LONGEST_CELL = 4096;
  private static final int MOST_CELLS = 5_000_000;

  private final char separator;
  private final Place place;
  private long line = 1;
  private boolean afterReturn;
  private boolean quoted;
  private int length;
  private int cells = 1;

  CellLimit(Reader in, char separator, Place place) {
    super(in);
    this.separator = separator;
    this.place = place;
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

  private void count(char c) throws UnreadableTableException {
    length++;
    boolean ends = c == '\n' || c == '\r';
    if (ends && !(c == '\n' && afterReturn)) {
      line++;
    }
    afterReturn = c == '\r';
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == separator || ends)) {
      length = 0;
      cells = ends ? 1 : cells + 1;
    }
    if (length > LONGEST_CELL) {
      throw place
          .line(line)
          .wrong(
              "a cell without an end",
              "Separate numbers by commas, semicolons, tabs or blanks, and close every quotation"
                  + " mark: a cell longer than %d characters is no number."
                      .formatted(LONGEST_CELL));
    }
    if (cells > MOST_CELLS) {
      throw place
          .line(line)
          .wrong(
              "a line of more than %d cells".formatted(MOST_CELLS),
              "Keep rows shorter, or send the file as .npy.");
    }
  }
}
