package org.diaflow.service.experiment.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ComparisonSummary.Contestant;
import org.diaflow.api.ComparisonSummary.Step;
import org.diaflow.api.ComparisonSummary.Verdicts;
import org.diaflow.api.ComparisonView;
import org.diaflow.engine.compare.PerformanceProfile;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.experiment.store.StoredCell;
import org.jspecify.annotations.Nullable;

/** The summary of a solver comparison for clients. */
final class Comparisons {

  private static final double SHORTEST = 1e-9;

  private Comparisons() {}

  /** All runs: {@code cells} are those that have ended. */
  static ComparisonSummary summary(ComparisonPlan plan, List<StoredCell> cells) {
    int contestants = plan.solvers().size();
    List<List<StoredCell>> complete =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> cell.index / contestants, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .filter(row -> row.size() == contestants)
            .toList();
    Map<String, List<Step>> before = profiles(contestants, complete, Comparisons::secondsBefore);
    Map<String, List<Step>> after = profiles(contestants, complete, Comparisons::secondsAfter);
    var all = new ArrayList<Contestant>();
    for (int c = 0; c < contestants; c++) {
      int place = c;
      List<StoredCell> ended =
          cells.stream().filter(cell -> cell.index % contestants == place).toList();
      String key = Integer.toString(c);
      all.add(
          contestant(
              plan.solvers().get(c),
              (int) plan.problems().size(),
              ended,
              before.getOrDefault(key, List.of()),
              after.getOrDefault(key, List.of())));
    }
    return new ComparisonSummary(complete.size(), all);
  }

  private static Contestant contestant(
      SolverChoice choice, int runs, List<StoredCell> ended, List<Step> before, List<Step> after) {
    double[] seconds =
        ended.stream()
            .filter(cell -> before(cell) != null && cell.seconds != null)
            .mapToDouble(cell -> Objects.requireNonNull(cell.seconds))
            .sorted()
            .toArray();
    return new Contestant(
        choice.solver().descriptor().id(),
        choice.parameters().values().get(SolverChoice.TOLERANCE),
        runs,
        ended.size(),
        verdicts(ended, Comparisons::before),
        verdicts(ended, Comparisons::after),
        median(seconds),
        before,
        after);
  }

  private static Verdicts verdicts(
      List<StoredCell> ended, Function<StoredCell, ComparisonView.@Nullable Accuracy> accuracy) {
    int solved = count(ended, accuracy, ComparisonView.SOLVED);
    int acceptable = count(ended, accuracy, ComparisonView.ACCEPTABLE);
    return new Verdicts(solved, acceptable, ended.size() - solved - acceptable);
  }

  private static int count(
      List<StoredCell> ended,
      Function<StoredCell, ComparisonView.@Nullable Accuracy> accuracy,
      String verdict) {
    return (int)
        ended.stream()
            .map(accuracy)
            .filter(found -> found != null && found.verdict().equals(verdict))
            .count();
  }

  /** Profiles by the place of the contestant, as a string. */
  private static Map<String, List<Step>> profiles(
      int contestants, List<List<StoredCell>> problems, Function<StoredCell, Double> cost) {
    var costs = new LinkedHashMap<String, double[]>();
    for (int c = 0; c < contestants; c++) {
      int place = c;
      costs.put(
          Integer.toString(c),
          problems.stream().mapToDouble(row -> cost.apply(row.get(place))).toArray());
    }
    var steps = new LinkedHashMap<String, List<Step>>();
    PerformanceProfile.of(costs)
        .steps()
        .forEach(
            (key, corners) ->
                steps.put(
                    key,
                    corners.stream()
                        .map(corner -> new Step(corner.ratio(), corner.fraction()))
                        .toList()));
    return steps;
  }

  private static double secondsBefore(StoredCell cell) {
    return solved(before(cell)) ? seconds(cell) : Double.POSITIVE_INFINITY;
  }

  private static double secondsAfter(StoredCell cell) {
    return solved(after(cell))
        ? seconds(cell) + Objects.requireNonNull(cell.comparison).purificationSeconds()
        : Double.POSITIVE_INFINITY;
  }

  private static double seconds(StoredCell cell) {
    return Math.max(SHORTEST, cell.seconds == null ? Double.POSITIVE_INFINITY : cell.seconds);
  }

  private static boolean solved(ComparisonView.@Nullable Accuracy accuracy) {
    return accuracy != null && accuracy.verdict().equals(ComparisonView.SOLVED);
  }

  private static ComparisonView.@Nullable Accuracy before(StoredCell cell) {
    return cell.comparison == null ? null : cell.comparison.before();
  }

  private static ComparisonView.@Nullable Accuracy after(StoredCell cell) {
    return cell.comparison == null ? null : cell.comparison.after();
  }

  private static @Nullable Double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? null : Double.valueOf((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }
}
