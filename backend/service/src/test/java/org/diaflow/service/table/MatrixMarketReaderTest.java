package org.diaflow.service.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.diaflow.service.FileBytes;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.SparseMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
          coordinate real symmetric/2 2 2/1 1 3/1 2 4                    | 3 4 4 0
          coordinate real symmetric/2 2 2/1 2 4/2 1 5                    | 0 9 9 0
          coordinate real skew-symmetric/2 2 1/1 2 4                     | 0 4 -4 0
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
          array real general/2 1/1/1 2             | 4 | 1 2          | one number here: entry (2, 1)
          coordinate real general/2 2 -1           | 2 | -1           | from 0 to 50000000.
          coordinate real general/2 2 4611686018427387903 | 2 | 4611686018427387903 | to 50000000.
          array integer general/2 1/1/1.5          | 4 | 1.5          | call the field real
          coordinate real general/2 2              | 2 | 2 2          | 3 numbers
          coordinate real general/2 2 2/1 1 1      | 3 | entry 2 of 2 is missing | size
          coordinate real general/2 2 1/1 1 1/2 2 1 | 4 | beyond      | size
          coordinate real general/2 2 1/0 1 1      | 3 | 0            | from 1 to 2
          coordinate real general/2 2 1/1 3 1      | 3 | 3            | from 1 to 2
          coordinate real general/2 2 1/1 1.0 1    | 3 | 1.0          | from 1 to 2
          coordinate real general/2 2 1/1 1        | 3 | 1 1          | 3 numbers
          coordinate pattern general/2 2 1/1 1 1   | 3 | 1 1 1        | 2 numbers
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
    UnreadableTableException refused = refused("array real general/" + "1".repeat(100_000));
    assertEquals("matrix line 2", refused.place());
  }

  @Test
  void aCommentMayBeLong() throws IOException {
    String comment = "%" + "x".repeat(100_000);
    Table table = read("array real general/%s/1 1/%s/7".formatted(comment, comment));
    assertArrayEquals(new double[] {7}, table.entries());
    UnreadableTableException refused = refused("array real general/%s/1 1/x".formatted(comment));
    assertEquals("matrix line 4", refused.place());
  }

  @ParameterizedTest
  @ValueSource(strings = {"matrix.mtx", "matrix.csv", "matrix"})
  void aByteOrderMarkIsLeftOut(String name) throws IOException {
    byte[] bytes = FileBytes.text("\uFEFF%%MatrixMarket matrix array real general\n1 1\n7\n");
    var violations = new Violations();
    Table table =
        TableReader.read(
            new ByteArrayInputStream(bytes),
            name,
            new Place("matrix"),
            TableKind.MATRIX,
            violations);
    violations.throwIfAny();
    assertArrayEquals(new double[] {7}, table.entries());
  }

  /** Whole numbers, some coordinates several times, against the same numbers added up in full. */
  @ParameterizedTest
  @ValueSource(strings = {"general", "symmetric", "skew-symmetric"})
  void aMatrixOfFewCoordinatesStaysSparse(String symmetry) throws IOException {
    int n = 100;
    var random = new Random(1);
    double[] expected = new double[n * n];
    var file = new StringBuilder("coordinate integer %s/%d %d 400".formatted(symmetry, n, n));
    for (int k = 0; k < 400; k++) {
      int i = 1 + random.nextInt(n - 1);
      int j = symmetry.equals("general") ? random.nextInt(10) : random.nextInt(i);
      int value = random.nextInt(5) - 2;
      file.append("/%d %d %d".formatted(i + 1, j + 1, value));
      expected[i * n + j] += value;
      if (!symmetry.equals("general")) {
        expected[j * n + i] += symmetry.equals("symmetric") ? value : -value;
      }
    }
    Table table = read(file.toString());
    SparseMatrix sparse = Objects.requireNonNull(table.sparse());
    assertArrayEquals(expected, sparse.dense().entries());
    assertTrue(Arrays.stream(sparse.nonzeros()).allMatch(value -> value != 0));
    var written = new ByteArrayOutputStream();
    TableWriter.MATRIX_MARKET.write(written, table, TableKind.MATRIX);
    Table again =
        MatrixMarketReader.read(
            new ByteArrayInputStream(written.toByteArray()), new Place("matrix"), TableKind.MATRIX);
    assertArrayEquals(expected, again.matrix().dense().entries());
  }

  @ParameterizedTest
  @CsvSource({"99, 100, 10", "100, 100, 1000"})
  void smallOnesAndFullOnesDoNot(int rows, int columns, int count) throws IOException {
    var file =
        new StringBuilder("coordinate pattern general/%d %d %d".formatted(rows, columns, count));
    for (int k = 0; k < count; k++) {
      file.append("/%d %d".formatted(1 + k % rows, 1 + k % columns));
    }
    assertNull(read(file.toString()).sparse());
  }

  @Test
  void aSparseMatrixHasItsOwnLimits() throws IOException {
    SparseMatrix large =
        Objects.requireNonNull(read("coordinate real general/8192 49152 1/8192 49152 2").sparse());
    assertEquals(2, large.get(8191, 49151));
    UnreadableTableException wide = refused("coordinate real general/1 60000000 1/1 1 2");
    assertTrue(wide.remedy().contains("at most 50000000"), wide.remedy());
    UnreadableTableException overflow =
        refused("coordinate real general/200 200 2/7 9 1e308/7 9 1e308");
    assertTrue(overflow.value().contains("row 7, column 9"), overflow.value());
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
