package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.diaflow.api.CellView;
import org.diaflow.frontend.fake.Cells;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  @Test
  void everyReasonIsCountedAndExplainedOnce() {
    List<CellView> cells =
        List.of(
            cell(1e-1, "converged", "Fine."),
            cell(1e-2, "budget", "Raise stop.steps."),
            cell(1e-3, "budget", "Raise stop.steps."),
            cell(1e-4, "non-finite", "Choose smaller steps."));
    assertEquals(
        List.of(
            "2 cells stopped: budget, first at D = 3, α = 0.01. Raise stop.steps.",
            "1 cell stopped: non-finite, first at D = 3, α = 1e-4. Choose smaller steps."),
        Outcomes.sentences(cells));
  }

  private static CellView cell(double alpha, String reason, String advice) {
    return Cells.ended(0, 3, alpha, 0, "flow", reason, advice, null);
  }
}
