package org.diaflow.service.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.Test;

/** No cell and no line of a CSV file takes more memory than a number and a row may. */
class CellLimitTest {

  @Test
  void aNumberOfABillionDigitsIsNeverRead() {
    var file = new Endless("9");
    assertThrows(UnreadableTableException.class, () -> drain(file));
    assertTrue(file.read < 100_000, () -> file.read + " characters read");
  }

  @Test
  void quotesHideNothing() {
    assertThrows(UnreadableTableException.class, () -> drain(new Endless("\"1,\n\"")));
  }

  @Test
  void aLineHasAnEnd() {
    assertThrows(UnreadableTableException.class, () -> drain(new Endless("1,")));
  }

  @Test
  void manyShortLinesPass() {
    for (String end : new String[] {"\n", "\r", "\r\n"}) {
      assertDoesNotThrow(() -> drain(Reader.of(("1,2,3" + end).repeat(10_000))));
    }
  }

  private static void drain(Reader file) throws IOException {
    var limited = new CellLimit(file, ',', new Place("matrix"));
    var buffer = new char[8192];
    while (limited.read(buffer, 0, buffer.length) >= 0) {
      // only the limit ends an endless file
    }
  }

  /** A text over and over again. */
  private static final class Endless extends Reader {

    private final String text;
    private long read;

    private Endless(String text) {
      this.text = text;
    }

    @Override
    public int read(char[] characters, int offset, int most) {
      for (int k = 0; k < most; k++) {
        characters[offset + k] = text.charAt((int) (read++ % text.length()));
      }
      return most;
    }

    @Override
    public void close() {}
  }
}
