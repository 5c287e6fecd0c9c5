package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.diaflow.api.CellView;
import org.diaflow.frontend.fake.Cells;
import org.junit.jupiter.api.Test;

class CellsTextTest {

  private static final CellView CELL =
      Cells.ended(3, 2, 1e-8, 1, "limit", "converged", "Small, said \"he\".", 1 / 3.0);

  @Test
  void csvKeepsEveryDigitAndQuotesWhatItMust() {
    List<String> lines = CellsText.csv(List.of(CELL)).lines().toList();
    assertEquals(
        "3,2,1e-8,1,limit,converged,0.3333333333333333,,,,,,,,,,,,,\"Small, said \"\"he\"\".\"",
        lines.get(1));
  }

  @Test
  void pgfplotsHoldsCaptionAndCoordinates() {
    String text = CellsText.pgfplots("First\nSecond", List.of(CELL));
    assertTrue(text.startsWith("% First\n% Second\n\\begin{tikzpicture}"), text);
    assertTrue(text.contains("coordinates {(1e-8,0.3333333333333333)}"), text);
  }
}
