package org.diaflow.service.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * What counts of a CSV file: lines that begin with {@code #} are left out, and where cells are
 * separated by blanks, one of them is left between cells and none at the ends of a line, as NumPy's
 * savetxt and loadtxt have it.
 */
final class CsvText extends Reader {

  /** Separates cells where there is neither a comma nor a semicolon nor a tab. */
  static final char BLANK = ' ';

  private static final char COMMENT = '#';
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LOOK_AHEAD = 1 << 16;

  private final BufferedReader in;
  private final char separator;
  private boolean lineBegins = true;
  private boolean inComment;
  private final char[] buffer = new char[1 << 13];
  private int position;
  private int filled;
  private int held = -1;

  private CsvText(BufferedReader in, char separator) {
    this.in = in;
    this.separator = separator;
  }

  /** The text of {@code in} behind a byte order mark, if there is one. */
  static CsvText of(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    in.mark(LOOK_AHEAD);
    char separator = separator(in);
    in.reset();
    return new CsvText(in, separator);
  }

  /** What separates cells, told by the first line that is neither empty nor a comment. */
  char separator() {
    return separator;
  }

  private static char separator(Reader in) throws IOException {
    boolean comma = false;
    boolean blank = false;
    boolean comment = false;
    boolean begun = false;
    char last = '\n';
    for (int k = 0; k < LOOK_AHEAD - 1; k++) {
      int c = in.read();
      if (c < 0 || (ends(c) && begun && !comment)) {
        break;
      }
      if (ends(c)) {
        comment = false;
        begun = false;
      } else if (!comment) {
        comment = c == COMMENT && !begun;
        if (!comment && (c == ';' || c == '\t')) {
          return (char) c;
        }
        comma |= c == ',';
        blank |= begun && last == BLANK && c != BLANK;
        begun |= c != BLANK;
      }
      last = (char) c;
    }
    return comma || !blank ? ',' : BLANK;
  }

  private static boolean ends(int c) {
    return c == '\n' || c == '\r';
  }

  @Override
  public int read(char[] characters, int offset, int most) throws IOException {
    if (separator != BLANK) {
      return readWithoutComments(characters, offset, most);
    }
    int count = 0;
    for (int c = 0; count < most; count++) {
      c = next();
      if (c < 0) {
        return count == 0 ? -1 : count;
      }
      characters[offset + count] = (char) c;
    }
    return count;
  }

  /** A block at a time, where there is nothing to leave out but comments. */
  private int readWithoutComments(char[] characters, int offset, int most) throws IOException {
    int kept = 0;
    while (kept == 0) {
      int got = in.read(characters, offset, most);
      if (got < 0) {
        return -1;
      }
      for (int k = 0; k < got; k++) {
        char c = characters[offset + k];
        inComment = inComment ? !ends(c) : lineBegins && c == COMMENT;
        if (!inComment) {
          characters[offset + kept++] = c;
          lineBegins = ends(c);
        }
      }
    }
    return kept;
  }

  private int next() throws IOException {
    int c = held < 0 ? raw() : held;
    held = -1;
    while (lineBegins && c == COMMENT) {
      while (c >= 0 && !ends(c)) {
        c = raw();
      }
    }
    if (separator == BLANK && isBlank(c)) {
      boolean first = lineBegins;
      while (isBlank(c)) {
        c = raw();
      }
      if (!first && c >= 0 && !ends(c)) {
        held = c;
        c = BLANK;
      }
    }
    lineBegins = ends(c);
    return c;
  }

  private static boolean isBlank(int c) {
    return c == BLANK || c == '\t';
  }

  private int raw() throws IOException {
    if (position == filled) {
      filled = in.read(buffer);
      position = 0;
      if (filled <= 0) {
        filled = 0;
        return -1;
      }
    }
    return buffer[position++];
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
