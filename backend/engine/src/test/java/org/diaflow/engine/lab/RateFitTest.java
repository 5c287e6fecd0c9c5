package org.diaflow.engine.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Slopes are fitted over the smallest scales. */
final class RateFitTest {

  @Test
  void powerLawHasItsExponent() {
    double[] alphas = {1e-8, 1e-7, 1e-6, 1e-5, 1e-4};
    double[] errors = new double[5];
    for (int i = 0; i < 5; i++) {
      errors[i] = 3 * Math.pow(alphas[i], 0.4);
    }
    RateFit fit = RateFit.of(alphas, errors);
    assertEquals(0.4, number(fit.slope()), 1e-13);
    assertEquals(1e-8, number(fit.from()));
    assertEquals(1e-6, number(fit.to()));
    assertEquals(3, fit.points());
    assertEquals(0.4, number(fit.low()), 1e-9);
    assertEquals(0.4, number(fit.high()), 1e-9);
  }

  @Test
  void largeScalesDoNotCount() {
    RateFit fit =
        RateFit.of(new double[] {1, 1e-6, 1e-5, 1e-4}, new double[] {100, 1e-6, 1e-5, 1e-4});
    assertEquals(1, number(fit.slope()), 1e-13);
  }

  @Test
  void zerosAndNonFiniteErrorsAreLeftOut() {
    RateFit fit =
        RateFit.of(new double[] {1e-6, 1e-5, 1e-4, 1e-3}, new double[] {0, Double.NaN, 1e-4, 1e-3});
    assertEquals(1, number(fit.slope()), 1e-13);
    assertNull(fit.low());
    assertNull(RateFit.of(new double[] {1}, new double[] {1}).slope());
    assertEquals(0, RateFit.of(new double[0], new double[0]).points());
  }

  /** On a curve that bends, the local slopes tell it and the verdict follows the onset. */
  @Test
  void localSlopesShowTheBend() {
    RateFit fit =
        RateFit.of(
            new double[] {1e-4, 1e-2, 1, 1e-3, 1e-1}, new double[] {1e-4, 1e-2, 0.1, 1e-3, 0.1});
    assertEquals(4, fit.localSlopes().size());
    double[] expected = {1, 1, 1, 0};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], fit.localSlopes().get(i).slope(), 1e-13);
    }
    assertEquals(Math.sqrt(1e-7), fit.localSlopes().getFirst().alpha(), 1e-17);
    assertEquals(Boolean.TRUE, fit.asymptotic(1e-2));
    assertEquals(Boolean.FALSE, fit.asymptotic(1e-3));
    assertEquals(Boolean.FALSE, fit.asymptotic(null));
    assertNull(RateFit.of(new double[0], new double[0]).asymptotic(1.0));
  }

  private static double number(@Nullable Double value) {
    return Objects.requireNonNull(value);
  }
}
