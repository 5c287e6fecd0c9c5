package org.diaflow.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every measure on states whose values are known. */
class MeasuresTest {

  /** x* = g* = (3, 0, −4), A the identity but for its last row. */
  private static NetworkState state(double scale, double... error) {
    double[] minimizer = {3 * scale, 0, -4 * scale};
    double[] x = new double[3];
    double[] scaled = new double[3];
    for (int j = 0; j < 3; j++) {
      scaled[j] = scale * error[j];
      x[j] = minimizer[j] + scaled[j];
    }
    DenseMatrix matrix = DenseMatrix.ofRows(new double[][] {{1, 0, 0}, {0, 1, 1}});
    double[] y = {3 * scale, -4 * scale};
    var problem = new RegressionProblem(matrix, y, minimizer, "an example");
    return new NetworkState(problem, null, x, scaled, minimizer, x, matrix);
  }

  private static double value(Observable measure, NetworkState state) {
    return measure.value(state);
  }

  @Test
  void namesAreDistinct() {
    var names = new HashSet<String>();
    for (Observable measure : new MeasuresPlugin().observables()) {
      assertTrue(names.add(measure.quantity().name()));
    }
  }

  @Test
  void errorsAreNormsOfTheDifference() {
    NetworkState state = state(1, 0.3, 0.4, 0);
    assertEquals(0.5, value(new ErrorL2(), state), 1e-15);
    assertEquals(0.7, value(new TestErrorL1(), state), 1e-15);
    assertEquals(0.5, value(new TestErrorL2(), state), 1e-15);
    assertEquals(0, value(new MinimizerErrorL2(), state));
    assertEquals(0.7, value(new ExcessL1(), state), 1e-15);
    assertEquals(0.125, value(new Loss(), state), 1e-15); // ½(0.3² + 0.4²)
    assertEquals(0.5 / Math.sqrt(2), value(new PredictionError(), state), 1e-15);
  }

  /** An error far below the rounding of x keeps its digits. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0x1p-40, 0x1p60})
  void tinyErrorsKeepTheirDigits(double scale) {
    NetworkState state = state(scale, 3e-290, -4e-290, 0);
    assertEquals(1, value(new ErrorL2(), state) / (5e-290 * scale), 1e-15);
    assertEquals(1, value(new TestErrorL2(), state) / (5e-290 * scale), 1e-15);
    assertEquals(1, value(new ExcessL1(), state) / (7e-290 * scale), 1e-15);
  }

  @Test
  void theNormShrinksWhereTheEntryDoes() {
    assertEquals(-0.5, value(new ExcessL1(), state(1, -0.5, 0, 0)), 1e-15);
    assertEquals(-0.5, value(new ExcessL1(), state(1, 0, 0, 0.5)), 1e-15);
    assertEquals(2, value(new ExcessL1(), state(1, -8, 0, 0)), 1e-15); // 3 becomes −5
  }

  @Test
  void supportsAreComparedByHalfTheSmallestEntry() {
    assertEquals(1, value(new ExactRecovery(), state(1, 0.1, 1.4, 0)));
    assertEquals(0, value(new ExactRecovery(), state(1, 0.1, 1.6, 0)));
    assertEquals(1, value(new SupportRecall(), state(1, 0.1, 1.6, 0)));
    assertEquals(2 / 3.0, value(new SupportPrecision(), state(1, 0.1, 1.6, 0)));
    assertEquals(0.5, value(new SupportRecall(), state(1, -2, 0, 0)));
    assertEquals(0, value(new ExactRecovery(), state(1, -6, 0, 0))); // found with the wrong sign
  }

  static Stream<Observable> measures() {
    return new MeasuresPlugin().observables().stream();
  }

  /** In other units of x, errors have other numbers and supports the same. */
  @ParameterizedTest
  @MethodSource("measures")
  void unitsChangeNothingElse(Observable measure) {
    double one = value(measure, state(1, 0.3, 0.4, -0.2));
    double other = value(measure, state(0x1p30, 0.3, 0.4, -0.2));
    double factor =
        switch (measure.quantity().unit()) {
          case "dimensionless" -> 1;
          case "units of y, squared" -> 0x1p60;
          default -> 0x1p30;
        };
    assertEquals(one * factor, other, 1e-14 * Math.abs(other));
  }

  /** What is not among the needs is not looked at. */
  @ParameterizedTest
  @MethodSource("measures")
  void needsAreStated(Observable measure) {
    NetworkState full = state(1, 0.3, 0.4, -0.2);
    var needs = measure.quantity().needs();
    double @Nullable [] none = null;
    var least =
        new NetworkState(
            needs.contains(Need.PLANTED)
                ? full.problem()
                : new RegressionProblem(
                    full.problem().matrix(), full.problem().observations(), null, "without x*"),
            null,
            full.x(),
            needs.contains(Need.MINIMIZER) ? full.error() : none,
            needs.contains(Need.MINIMIZER) ? full.minimizer() : none,
            needs.contains(Need.LIMIT) ? full.limit() : none,
            needs.contains(Need.FRESH_ROWS) ? full.freshRows() : null);
    double value = value(measure, least);
    assertTrue(DoubleStream.of(value).allMatch(Double::isFinite));
    assertEquals(value(measure, full), value, 1e-14 * Math.abs(value));
  }
}
