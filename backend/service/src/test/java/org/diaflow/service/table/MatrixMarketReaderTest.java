package org.diaflow.service.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.diaflow.service.FileBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Matrix Market format, line by line; a slash stands for the end of a line. */
class MatrixMarketReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          array real general/2 3/1/4/2/5/3/6                             | 1 2 3 4 5 6
          ARRAY Real General/% a comment//2 3/1/4/%in between/2//5/3/6/  | 1 2 3 4 5 6
          array integer general/1 2/-7/9                                 | -7 9
          array real symmetric/3 3/1/2/3/4/5/6                           | 1 2 3 2 4 5 3 5 6
          array real skew-symmetric/3 3/1/2/3                            | 0 -1 -2 1 0 -3 2 3 0
          coordinate real general/2 3 2/1 1 1.5/2 3 -2e1                 | 1.5 0 0 0 0 -20
          coordinate real general/2 2 3/1 2 1/1 2 2/1 2 4                | 0 7 0 0
          coordinate pattern general/2 2 2/1 2/2 1                       | 0 1 1 0
          coordinate integer symmetric/2 2 2/1 1 3/2 1 4                 | 3 4 4 0
          coordinate pattern symmetric/2 2 1/2 1                         | 0 1 1 0
          coordinate real skew-symmetric/2 2 1/2 1 4                     | 0 -4 4 0
          coordinate real general/2 2 0                                  | 0 0 0 0
          """)
  void everyKindIsRead(String file, String entries) throws IOException {
    double[] expected =
        java.util.Arrays.stream(entries.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertArrayEquals(expected, read(file).entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          array complex general/1 1/1 1            | 1 | complex      | real, integer, pattern
          coordinate real hermitian/1 1 0          | 1 | hermitian    | symmetric
          array pattern general/1 1                | 1 | array pattern | coordinate
          table real general/1 1                   | 1 | table        | Begin with
          array real                               | 1 | array real   | Begin with
          array real general                       | 1 | the size is missing | Add it
          array real general/2                     | 2 | 2            | 2 numbers
          array real general/2 x                   | 2 | x            | whole number
          array real general/-2 2                  | 2 | -2           | from 0 on
          array real general/0 2                   | 2 | 0 × 2        | at least one
          array real general/99999999999999999999 2 | 2 | 99999999999999999999 | whole number
          array real general/3000000000 3000000000 | 2 | 3000000000 × 3000000000 | at most
          array real symmetric/2 3/1               | 2 | 2 × 3        | square
          array real general/2 1/1                 | 3 | entry (2, 1) is missing | size
          array real general/2 1/1/2/3             | 5 | beyond the last | size
          array real general/2 1/1/two             | 4 | two          | -1.5e-3
          array real general/2 1/1/NaN             | 4 | NaN          | finite
          array real general/2 1/1/1e400           | 4 | 1e400        | finite
          array real general/2 1/1/1 2             | 4 | 1 2          | entry (2, 1)
          array integer general/2 1/1/1.5          | 4 | 1.5          | call the field real
          coordinate real general/2 2              | 2 | 2 2          | 3 numbers
          coordinate real general/2 2 2/1 1 1      | 3 | entry 2 of 2 is missing | size
          coordinate real general/2 2 1/1 1 1/2 2 1 | 4 | beyond      | size
          coordinate real general/2 2 1/0 1 1      | 3 | 0            | from 1 to 2
          coordinate real general/2 2 1/1 3 1      | 3 | 3            | from 1 to 2
          coordinate real general/2 2 1/1 1.0 1    | 3 | 1.0          | from 1 to 2
          coordinate real general/2 2 1/1 1        | 3 | 1 1          | 3 numbers
          coordinate pattern general/2 2 1/1 1 1   | 3 | 1 1 1        | 2 numbers
          coordinate real symmetric/2 2 1/1 2 1    | 3 | entry (1, 2) | on and below
          coordinate real skew-symmetric/2 2 1/1 1 1 | 3 | entry (1, 1) | below the diagonal
          coordinate real general/1 1 2/1 1 1e308/1 1 1e308 | 4 | row 1, column 1 | once
          """)
  void aMistakeIsNamedWithItsLine(String file, int line, String value, String remedy) {
    UnreadableTableException refused = refused(file);
    assertEquals("matrix line " + line, refused.place());
    assertTrue(refused.value().contains(value), refused.value());
    assertTrue(refused.remedy().contains(remedy), refused.remedy());
  }

  @Test
  void anEndlessLineIsNotKept() {
    UnreadableTableException refused = refused("array real general/%" + "x".repeat(100_000));
    assertEquals("matrix line 2", refused.place());
  }

  private static Table read(String file) throws IOException {
    byte[] bytes = FileBytes.text("%%MatrixMarket matrix " + file.replace('/', '\n'));
    return MatrixMarketReader.read(
        new ByteArrayInputStream(bytes), new Place("matrix"), TableKind.MATRIX);
  }

  private static UnreadableTableException refused(String file) {
    return assertThrows(UnreadableTableException.class, () -> read(file));
  }
}
