package org.diaflow.engine.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Performance profiles of several solvers on the same problems (E. Dolan and J. Moré, Math.
 * Program. 91 (2002), 201–213): ρ_s(τ) is the fraction of problems on which solver s costs at most
 * τ times what the best solver costs there.
 *
 * @param steps for every solver the corners of its right-continuous step function, by increasing
 *     ratio; empty for a solver that solved nothing
 */
public record PerformanceProfile(Map<String, List<Step>> steps) {

  /**
   * A corner of a profile.
   *
   * @param ratio τ ≥ 1, dimensionless
   * @param fraction ρ_s(τ) in (0, 1]
   */
  public record Step(double ratio, double fraction) {}

  /**
   * The profiles of {@code costs}.
   *
   * @param costs by solver, the cost of every problem, in the same order for all: positive, or ∞
   *     where the problem was not solved; NaN and other values are an {@link
   *     IllegalArgumentException} that names them. A problem nobody solved counts against all.
   */
  public static PerformanceProfile of(Map<String, double[]> costs) {
    int problems = costs.values().stream().mapToInt(row -> row.length).max().orElse(0);
    double[] best = new double[problems];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    costs.forEach(
        (solver, row) -> {
          check(solver, row, problems);
          for (int p = 0; p < problems; p++) {
            best[p] = Math.min(best[p], row[p]);
          }
        });
    var steps = new LinkedHashMap<String, List<Step>>();
    costs.forEach((solver, row) -> steps.put(solver, steps(row, best)));
    return new PerformanceProfile(steps);
  }

  private static void check(String solver, double[] row, int problems) {
    if (row.length != problems) {
      throw new IllegalArgumentException(
          "Solver '%s' has %d costs for %d problems; give one for each."
              .formatted(solver, row.length, problems));
    }
    for (double cost : row) {
      if (!(cost > 0)) {
        throw new IllegalArgumentException(
            "Solver '%s' has the cost %s; give a positive number, or Infinity where unsolved."
                .formatted(solver, cost));
      }
    }
  }

  private static List<Step> steps(double[] row, double[] best) {
    double[] ratios = new double[row.length];
    for (int p = 0; p < row.length; p++) {
      ratios[p] = row[p] < Double.POSITIVE_INFINITY ? row[p] / best[p] : Double.POSITIVE_INFINITY;
    }
    Arrays.sort(ratios);
    var steps = new ArrayList<Step>();
    for (int p = 0; p < ratios.length && ratios[p] < Double.POSITIVE_INFINITY; p++) {
      var step = new Step(ratios[p], (p + 1.0) / ratios.length);
      if (!steps.isEmpty() && steps.getLast().ratio() == ratios[p]) {
        steps.removeLast();
      }
      steps.add(step);
    }
    return List.copyOf(steps);
  }
}
