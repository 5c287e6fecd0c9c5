package org.diaflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.diaflow.engine.compare.Accuracy;
import org.diaflow.engine.compare.ComparisonResult;
import org.diaflow.engine.compare.Verdict;
import org.jspecify.annotations.Nullable;

/** What one solver made of a set of instances, by the judge's measurements. Not thread-safe. */
final class Score {

  private final List<String> failures = new ArrayList<>();
  private final Map<Integer, List<Double>> seconds = new TreeMap<>();
  private int runs;
  private int before;
  private int after;
  private int certified;
  private int wronglyCertified;
  private double purificationSeconds;

  /** Takes note of {@code result} on {@code instance}. */
  void add(CertifiedInstance instance, ComparisonResult result) {
    runs++;
    before += solved(result.before()) ? 1 : 0;
    after += solved(result.after()) ? 1 : 0;
    certified += result.certified() ? 1 : 0;
    wronglyCertified += result.certified() && !solved(result.after()) ? 1 : 0;
    purificationSeconds += result.purificationSeconds();
    seconds.computeIfAbsent(instance.rows(), rows -> new ArrayList<>()).add(result.seconds());
    if (!solved(result.before())) {
      failures.add(line(instance, result));
    }
  }

  /** Instances seen. */
  int runs() {
    return runs;
  }

  /** Instances solved to 1e-6 by what the solver returned. */
  int before() {
    return before;
  }

  /** Instances solved to 1e-6 after purification. */
  int after() {
    return after;
  }

  /** Vectors that the judge certified although they are not within 1e-6 of the minimizer. */
  int wronglyCertified() {
    return wronglyCertified;
  }

  /** Every instance not solved as returned, with the reason. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** A line of the table: solved before and after, certified, wrongly so, seconds for each N. */
  String row(String id) {
    var times = new StringBuilder();
    seconds.forEach(
        (rows, values) -> {
          values.sort(null);
          times.append(
              String.format(
                  Locale.ROOT,
                  " | %d: %.3g, %.3g",
                  rows,
                  values.get(values.size() / 2),
                  values.getLast()));
        });
    return String.format(
        Locale.ROOT,
        "%-24s %4d %6.1f%% %6.1f%% %6.1f%% %5d %9.3g%s",
        id,
        runs,
        100.0 * before / runs,
        100.0 * after / runs,
        100.0 * certified / runs,
        wronglyCertified,
        purificationSeconds / runs,
        times);
  }

  /** {@code result} as a line: times, what the judge measured, and why. */
  static String line(CertifiedInstance instance, ComparisonResult result) {
    return String.format(
        Locale.ROOT,
        "%3d %d x %d, s = %d%s: %s %s in %.3g s, before %s, after %s%s (%.3g s). %s %s",
        instance.seed(),
        instance.rows(),
        instance.columns(),
        instance.sparsity(),
        instance.highRange() ? ", five decades" : "",
        result.solver(),
        result.outcome().reason().wireName(),
        result.seconds(),
        distance(result.before()),
        distance(result.after()),
        result.certified() ? " certified" : "",
        result.purificationSeconds(),
        result.outcome().advice(),
        result.purification() == null ? "" : result.purification());
  }

  private static boolean solved(@Nullable Accuracy accuracy) {
    return accuracy != null && accuracy.verdict() == Verdict.SOLVED;
  }

  private static String distance(@Nullable Accuracy accuracy) {
    return accuracy == null
        ? "none"
        : String.format(Locale.ROOT, "%.1e", accuracy.relativeDistance());
  }
}
