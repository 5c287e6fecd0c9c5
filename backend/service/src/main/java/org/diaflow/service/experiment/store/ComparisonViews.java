package org.diaflow.service.experiment.store;

import org.diaflow.api.ComparisonView;
import org.diaflow.engine.compare.Accuracy;
import org.diaflow.engine.compare.ComparisonResult;
import org.jspecify.annotations.Nullable;

/** The mapping of a solver run to what clients see of it. */
final class ComparisonViews {

  private ComparisonViews() {}

  /** The view of {@code run}. */
  static ComparisonView of(ComparisonResult run) {
    return new ComparisonView(
        run.tolerance(),
        accuracy(run.before()),
        accuracy(run.after()),
        run.certified(),
        run.purification(),
        run.purificationSeconds(),
        run.curve().stream()
            .map(point -> new ComparisonView.WorkPoint(point.seconds(), point.error()))
            .toList());
  }

  private static ComparisonView.@Nullable Accuracy accuracy(@Nullable Accuracy accuracy) {
    return accuracy == null
        ? null
        : new ComparisonView.Accuracy(
            accuracy.residual(),
            accuracy.gap(),
            accuracy.distance(),
            accuracy.relativeDistance(),
            accuracy.supportSize(),
            accuracy.verdict().wireName(),
            accuracy.reason());
  }
}
