package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Budget;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;

/**
 * Measures orders on runs that are one step long: with the loosest tolerances, or the largest step
 * size, and a short horizon h, a method of order p takes a single step with an error of h^(p+1).
 *
 * <p>Measured is the slope between the two shortest neighbouring h whose errors still exceed
 * rounding; neighbours differ by √2.
 *
 * @param integrator the method
 * @param flow a smooth flow
 * @param solution its solution, the run starting at time 0
 */
record SingleSteps(Integrator integrator, GradientFlow flow, DoubleFunction<double[]> solution) {

  /**
   * How far a measured order may be from the claimed one: the next term of the expansion, which
   * weighs more in the longer steps of higher orders.
   */
  private static final double SPREAD = 0.2;

  private static final double RELATIVE_SPREAD = 0.04;

  private static final double LONGEST = 1;
  private static final int MOST = 40;

  /** Errors below this, relative to max(1, |state|), are rounding. */
  private static final double ROUNDING = 5e-14;

  /** Fails unless the error at {@code place}·h of a step h is h^(order+1). */
  void assertOrder(int order, double place) {
    double measured = order(place);
    assertEquals(
        order,
        measured,
        Math.max(SPREAD, RELATIVE_SPREAD * order),
        () ->
            "'%s' claims order %d at %s of a step; measured is %.2f."
                .formatted(integrator.descriptor().id(), order, place, measured));
  }

  /** The number k of the capability {@code prefix}k, if claimed. */
  static OptionalInt claim(Integrator integrator, String prefix) {
    return integrator.descriptor().capabilities().stream()
        .filter(capability -> capability.startsWith(prefix))
        .mapToInt(capability -> Integer.parseInt(capability.substring(prefix.length())))
        .findFirst();
  }

  private double order(double place) {
    List<Double> logErrors = new ArrayList<>();
    for (int k = 0; k < MOST; k++) {
      double error = error(LONGEST * Math.pow(2, -k / 2.0), place);
      if (error < ROUNDING) {
        break;
      }
      logErrors.add(Math.log(error));
    }
    for (int k = logErrors.size() - 1; k > 0; k--) {
      double slope = (logErrors.get(k - 1) - logErrors.get(k)) / (Math.log(2) / 2);
      if (Double.isFinite(slope)) {
        return slope - 1;
      }
    }
    return fail(
        "The order of '%s' cannot be measured: no short run takes a single step."
            .formatted(integrator.descriptor().id()));
  }

  /** The error at {@code place} of a run of one step of size {@code h}; NaN if it takes more. */
  private double error(double h, double place) {
    int[] steps = {0};
    double[] state = new double[flow.dimension()];
    integrator.integrate(
        new FlowTask(flow, solution.apply(0), h, loosest(), Budget.UNLIMITED),
        step -> {
          steps[0]++;
          step.state(time(step, place), state);
          return true;
        });
    if (steps[0] != 1) {
      return Double.NaN;
    }
    return distance(solution.apply(place * h), state);
  }

  private static double time(AcceptedStep step, double place) {
    return place == 1 ? step.end() : step.start() + place * (step.end() - step.start());
  }

  private Parameters loosest() {
    Map<String, Double> chosen = new LinkedHashMap<>();
    for (ParameterSpec parameter : integrator.descriptor().parameters()) {
      if (parameter.name().matches("relativeTolerance|absoluteTolerance|stepSize")) {
        chosen.put(parameter.name(), parameter.maximum());
      }
    }
    return Parameters.of(integrator.descriptor(), chosen);
  }

  /** Largest difference relative to max(1, |expected|). */
  static double distance(double[] expected, double[] actual) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]) / Math.max(1, Math.abs(expected[i]));
      largest = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(largest, error);
    }
    return largest;
  }
}
