package org.diaflow.frontend.experiment.model;

import static org.diaflow.frontend.fake.Curves.axis;
import static org.diaflow.frontend.fake.Curves.curve;
import static org.diaflow.frontend.fake.Curves.measure;
import static org.diaflow.frontend.fake.Curves.one;
import static org.diaflow.frontend.fake.Curves.several;
import static org.diaflow.frontend.fake.Curves.view;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final CurveScene SCENE =
      new CurveScene(
          axis("alpha", true, 1e-4, 1e-1),
          null,
          measure("errorL1", "‖x − g*‖₁", true),
          true,
          List.of(axis("depth", false, 2, 3)),
          List.of("seed"),
          Map.of("e", "One"));

  @Test
  void whatFailedAndWhatIsNotFiniteIsCountedAndPlaced() {
    var curves =
        view(
            curve(2, "flow", several(1e-4, 1, 1, 1, 3, 0)),
            curve(3, "flow", several(1e-2, 1, 1, 1, 3, 2), one(1e-4, Double.NaN)));
    assertEquals(
        List.of(
            "2 cells ended without a value of ‖x − g*‖₁ that means anything, first at D = 3 · flow,"
                + " α = 0.01. The table of cells says why each stopped.",
            "1 cell ended with a value of ‖x − g*‖₁ that is not finite, first at D = 3 · flow,"
                + " α = 1e-4. The table of cells says why each stopped."),
        Outcomes.sentences(curves, SCENE));
  }

  @Test
  void whatEndedWellIsNotToldOf() {
    assertEquals(List.of(), Outcomes.sentences(view(curve(2, "flow", one(1e-4, 1.0))), SCENE));
  }
}
