package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.Seeds;
import org.diaflow.frontend.client.LabJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds are written and read as ranges. */
final class SeedsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1         | 1
          1-20      | 1-20
          1, 2      | 1, 2
          1-2, 3    | 1-3
          5, 1-3, 2 | 5, 1-3, 2
          -3--1     | -3--1
          7 - 9     | 7-9
          9223372036854775806-9223372036854775807 | 9223372036854775806, 9223372036854775807
          """)
  void textsAreReadAndWritten(String text, String shortest) {
    assertEquals(shortest, Seeds.text(Seeds.parse(text)));
    assertEquals(Seeds.parse(shortest), Seeds.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "1-", "3-1", "1.5", "1,,2", "0-1000000", "1-2-3", "99999999999999999999"})
  void whatNamesNoSeedsIsASentence(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Seeds.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("."), text);
  }

  @Test
  void aMillionSeedsAreTheMost() {
    assertEquals(1_000_000, Seeds.parse("1-1000000").size());
  }

  @Test
  void documentsTakeBothForms() {
    assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), seeds("\"1-20\""));
    assertEquals(List.of(4L, 2L), seeds("[4, 2]"));
    assertThrows(IllegalArgumentException.class, () -> seeds("\"all\""));
  }

  private static List<Long> seeds(String json) {
    ExperimentDocument document =
        LabJson.readDocument(
            """
            {"kind": "error-vs-scale", "depths": [2], "alphas": [0.1], "seeds": %s,
             "problem": {"generator": {"kind": "gaussian", "rows": 3, "columns": 5, "sparsity": 1}}}
            """
                .formatted(json));
    return java.util.Objects.requireNonNull(document.seeds());
  }
}
