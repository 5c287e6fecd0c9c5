package org.diaflow.theory.limit;

import java.util.ArrayList;
import java.util.List;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.jspecify.annotations.Nullable;

/**
 * A path of limits from a scale as large as g*, where Newton's method converges from λ = 0, down to
 * the one asked for. Each stage starts where λ, which tends to a linear function of log α, is
 * extrapolated to; strides adapt. It leads through the scales at which α^(1−ϱ) is not yet small
 * beside the entries of g*, as with noisy observations, where no other start is near.
 */
final class ScaleContinuation {

  private static final double FIRST_STRIDE = Math.log(10);
  private static final double SHORTEST_STRIDE = Math.log(1.05);
  private static final double LONGEST_STRIDE = Math.log(1e30);

  /** Newton steps below which the next stride is longer. */
  private static final int EASY = 9;

  private static final int MOST_STAGES = 300;

  private final ExactLimit exact;
  private final SplitLink target;

  ScaleContinuation(ExactLimit exact, SplitLink target) {
    this.exact = exact;
    this.target = target;
  }

  /** λ of a stage in the coordinates of the split. */
  private record Stage(double logScale, double[] free, double[] mirrorOn) {}

  /** The limit at the target, or null where the path does not lead there. */
  ExactLimit.@Nullable Limit run() {
    double[] values = exact.split().values();
    double at = Math.log(LinearAlgebra.normInfinity(values));
    double end = target.logScale();
    SplitLink link = target.at(at);
    if (!(at > end)) {
      return null;
    }
    ExactLimit.Limit limit = exact.run(link, exact.origin(link), ExactLimit.FEW_STEPS);
    Stage before = null;
    double stride = FIRST_STRIDE;
    int iterations = 0;
    for (int stage = 0; stage < MOST_STAGES && limit != null && limit.reached(); stage++) {
      iterations += limit.iterations();
      if (at == end) {
        return labelled(limit, iterations);
      }
      var here = new Stage(at, limit.free(), link.mirrorOn(values, limit.onSupportError()));
      ExactLimit.Limit next = null;
      while (next == null && stride > SHORTEST_STRIDE) {
        link = target.at(Math.max(end, at - stride));
        next = reached(link, here, before);
        stride = next == null ? stride / 3 : stride;
      }
      at = link.logScale();
      stride =
          next != null && next.iterations() < EASY ? Math.min(2 * stride, LONGEST_STRIDE) : stride;
      before = here;
      limit = next;
    }
    return null;
  }

  private ExactLimit.@Nullable Limit reached(SplitLink link, Stage here, @Nullable Stage before) {
    for (ExactLimit.Start start : starts(link, here, before)) {
      ExactLimit.Limit limit = exact.run(link, start, ExactLimit.FEW_STEPS);
      if (limit != null && limit.reached()) {
        return limit;
      }
    }
    return null;
  }

  private List<ExactLimit.Start> starts(SplitLink link, Stage here, @Nullable Stage before) {
    var starts = new ArrayList<ExactLimit.Start>();
    if (before != null) {
      double share = (link.logScale() - here.logScale()) / (here.logScale() - before.logScale());
      starts.add(
          start(
              link,
              line(before.free(), here.free(), share),
              line(before.mirrorOn(), here.mirrorOn(), share)));
    }
    starts.add(start(link, here.free(), here.mirrorOn()));
    return starts;
  }

  private static double[] line(double[] before, double[] here, double share) {
    double[] result = new double[here.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = here[i] + share * (here[i] - before[i]);
    }
    return result;
  }

  private ExactLimit.Start start(SplitLink link, double[] free, double[] mirrorOn) {
    double[] e = new double[mirrorOn.length];
    for (int i = 0; i < e.length; i++) {
      e[i] = link.predictorOn(mirrorOn[i], i) - exact.split().values()[i];
    }
    return new ExactLimit.Start(free, e, ExactLimit.Branch.CONTINUATION);
  }

  private static ExactLimit.Limit labelled(ExactLimit.Limit limit, int iterations) {
    return new ExactLimit.Limit(
        limit.onSupportError(),
        limit.offSupport(),
        limit.free(),
        iterations,
        limit.accuracy(),
        limit.residual(),
        ExactLimit.Branch.CONTINUATION);
  }
}
