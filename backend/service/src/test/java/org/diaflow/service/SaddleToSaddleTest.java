package org.diaflow.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Objects;
import org.diaflow.api.CellView;
import org.junit.jupiter.api.Test;

/** Flows from a tiny start beside the path for α → 0. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SaddleToSaddleTest {

  /** The example of theory §8 jumps at τ = 1, 4 and 276/49. */
  private static final String EXAMPLE =
      """
      {"kind": "saddle-to-saddle",
       "problem": {"matrix": [[1, 0.5, 0.7, 0], [0.5, 1, 0.1, 0.7]], "observations": [1, 0]},
       "depths": [2, 3, 4], "alphas": [1e-12]}
      """;

  /**
   * For D ≥ 3 jumps are of width α^((D−2)/D) in τ. For D = 2 they are of width 1/log(1/α), 4 %
   * here, and later ones inherit what the earlier ones are off by.
   */
  @Test
  void flowsJumpWhenThePathDoes() {
    Experiment experiment = Experiment.of(EXAMPLE);
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      assertEquals(3.0, cell.measures().get("jumps"), () -> "D = " + cell.depth());
      double error = Objects.requireNonNull(cell.measures().get("jumpTimeError"));
      assertTrue(error <= (cell.depth() == 2 ? 0.2 : 0.02), () -> "" + cell);
    }
    String advice = Objects.requireNonNull(experiment.cells().getFirst().advice());
    assertTrue(advice.contains("Jumps at τ = 0.99"), advice);
  }
}
