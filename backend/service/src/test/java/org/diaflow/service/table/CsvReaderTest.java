package org.diaflow.service.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as other people's programs write them; ↵ stands for the end of a line. */
class CsvReaderTest {

  private static final double[] ENTRIES = {1.5, -2, 0.25, 0, 4, -1};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5,-2,.25↵0,4,-1↵",
        "1.5, -2, 0.25↵0, 4, -1",
        "1.5;-2;.25↵0;4;-1↵",
        "1.5\t-2\t.25↵0\t4\t-1↵",
        "1.500000000000000000e+00 -2.0e+00 2.5e-01↵0.0e+00 4.0e+00 -1.0e+00↵",
        "   1.5   -2.0   0.25↵   0.0    4.0  -1.0  ↵",
        "# three columns, \"a\" quoted; or not↵1.5 -2 .25↵# between, the rows↵0 4 -1↵",
        "↵↵1.5 -2 .25↵↵0 4 -1↵↵",
        "\uFEFF1.5 -2 .25↵0 4 -1",
        "\"1.5\",\"-2\",\".25\"↵0,4,-1"
      })
  void everySeparatorAndEndOfLineIsRead(String file) throws IOException {
    for (String end : new String[] {"\n", "\r", "\r\n"}) {
      Table table = read(file.replace("↵", end));
      assertEquals(2, table.rows(), file);
      assertArrayEquals(ENTRIES, table.entries(), file);
    }
  }

  /** A vector as Excel for Mac writes it: no line feed, more characters than a cell may have. */
  @Test
  void manyShortRowsBehindCarriageReturns() throws IOException {
    String file =
        IntStream.range(0, 4000).mapToObj(i -> i + ".0625").collect(Collectors.joining("\r"));
    Table table = read(file);
    assertEquals(4000, table.rows());
    assertEquals(3999.0625, table.entries()[3999]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          1|2↵3|4             ! 1|2        ! commas, semicolons, tabs or blanks
          1:2:3↵4:5:6         ! 1:2:3      ! commas, semicolons, tabs or blanks
          1 2, 3↵4 5, 6       ! 1 2        ! commas, semicolons, tabs or blanks
          1,5;2,5↵3,5;4       ! 1,5        ! decimal comma as a point
          1.5D+00 2↵3 4       ! 1.5D+00    ! exponent with e
          [1.0 2.0]↵[3.0 4.0] ! [1.0       ! decimal point
          x1,x2↵3,4           ! x1         ! Remove the header
          time flux↵3 4       ! time       ! Remove the header
          −1 −2↵3 4           ! −1         ! decimal point
          """)
  void aMistakeIsNamedWithoutAdviceToDeleteData(String file, String value, String remedy)
      throws IOException {
    FieldError error = refused(file.replace("↵", "\n"));
    assertEquals("matrix row 1, column 1", error.field());
    assertEquals(value, error.value());
    assertTrue(error.remedy().contains(remedy), error.remedy());
    assertEquals(remedy.contains("header"), error.remedy().contains("header"));
  }

  @Test
  void quotesThatDoNotCloseAreToldInOurWords() {
    for (String file : new String[] {"1,2\n\"3\"4,5\n", "1,2\n\"3,4\n", "\"1\n"}) {
      UnreadableTableException refused =
          assertThrows(UnreadableTableException.class, () -> read(file), file);
      assertTrue(refused.remedy().contains("quotation mark"), refused.remedy());
      assertFalse(refused.toString().contains("apache.commons"), refused.toString());
    }
  }

  private static FieldError refused(String file) throws IOException {
    var violations = new Violations();
    CsvReader.read(stream(file), new Place("matrix"), violations);
    return assertThrows(ApiException.class, violations::throwIfAny).error().errors().getFirst();
  }

  private static Table read(String file) throws IOException {
    var violations = new Violations();
    Table table = CsvReader.read(stream(file), new Place("matrix"), violations);
    violations.throwIfAny();
    return table;
  }

  private static ByteArrayInputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }
}
