package org.diaflow.theory.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last limits along a grid of scales, from which the next one starts: z and log|e| are
 * extrapolated by the polynomial in log α through the last three, since both tend to linear
 * functions of it.
 */
final class LimitPath {

  private final List<Double> logScales = new ArrayList<>();
  private final List<ExactLimit.Limit> limits = new ArrayList<>();
  private final VectorPath free = new VectorPath();

  void add(double logScale, ExactLimit.Limit limit) {
    logScales.add(logScale);
    limits.add(limit);
    free.add(logScale, limit.free());
    if (limits.size() > VectorPath.NODES) {
      logScales.removeFirst();
      limits.removeFirst();
    }
  }

  /** z of the last limit added, or null where it is not known well enough to start from. */
  double @Nullable [] newest() {
    ExactLimit.Limit last = limits.getLast();
    return last.accuracy() <= ExactLimit.ROUGH ? last.free() : null;
  }

  /** How many limits are known, at most as many as are extrapolated. */
  int size() {
    return limits.size();
  }

  /** Starts for a limit at {@code logScale}, best first; none before the first limit. */
  List<ExactLimit.Start> starts(double logScale) {
    List<ExactLimit.Limit> last = limits;
    if (last.isEmpty() || !last.stream().allMatch(limit -> limit.accuracy() <= ExactLimit.ROUGH)) {
      return List.of();
    }
    double[] weights = VectorPath.weights(logScales, logScale);
    double[] z = Objects.requireNonNull(free.at(logScale));
    double[] e = new double[last.getFirst().onSupportError().length];
    for (int i = 0; i < e.length; i++) {
      e[i] = extrapolated(last, weights, i);
    }
    return List.of(new ExactLimit.Start(z, e, ExactLimit.Branch.NEIGHBOUR));
  }

  private static double extrapolated(List<ExactLimit.Limit> last, double[] weights, int i) {
    double newest = last.getLast().onSupportError()[i];
    double logarithm = 0;
    for (int k = 0; k < weights.length; k++) {
      double e = last.get(k).onSupportError()[i];
      if (!(e * Math.signum(newest) > 0)) {
        return newest;
      }
      logarithm += weights[k] * Math.log(Math.abs(e));
    }
    return Math.signum(newest) * Math.exp(logarithm);
  }
}
