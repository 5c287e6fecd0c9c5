package org.diaflow.engine.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.diaflow.engine.compare.PerformanceProfile.Step;
import org.junit.jupiter.api.Test;

/** Profiles by hand. */
final class PerformanceProfileTest {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Test
  void twoSolversOnThreeProblems() {
    // ratios to the best: a 1, 2, ∞; b 2, 1, 1
    var profile =
        PerformanceProfile.of(Map.of("a", new double[] {1, 2, NEVER}, "b", new double[] {2, 1, 4}));
    assertEquals(List.of(new Step(1, 1 / 3.0), new Step(2, 2 / 3.0)), profile.steps().get("a"));
    assertEquals(List.of(new Step(1, 2 / 3.0), new Step(2, 1)), profile.steps().get("b"));
  }

  @Test
  void whatNobodySolvesCountsAgainstAll() {
    var profile =
        PerformanceProfile.of(
            Map.of("a", new double[] {1, NEVER}, "b", new double[] {NEVER, NEVER}));
    assertEquals(List.of(new Step(1, 0.5)), profile.steps().get("a"));
    assertTrue(profile.steps().getOrDefault("b", List.of()).isEmpty());
  }

  @Test
  void scaleOfTimeDoesNotMatter() {
    var seconds = Map.of("a", new double[] {1, 2, 8}, "b", new double[] {2, 1, 4});
    var milliseconds =
        Map.of("a", new double[] {1024, 2048, 8192}, "b", new double[] {2048, 1024, 4096});
    assertEquals(PerformanceProfile.of(seconds), PerformanceProfile.of(milliseconds));
  }

  @Test
  void costsThatAreNoneAreRefused() {
    for (double cost : new double[] {0, -1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> PerformanceProfile.of(Map.of("a", new double[] {cost})));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> PerformanceProfile.of(Map.of("a", new double[] {1}, "b", new double[] {1, 2})));
  }
}
