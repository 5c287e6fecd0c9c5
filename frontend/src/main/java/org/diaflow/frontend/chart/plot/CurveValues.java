package org.diaflow.frontend.chart.plot;

import java.util.List;
import org.diaflow.api.CurvesView;
import org.jspecify.annotations.Nullable;

/** What a picture shows of points: the median, or of zeros and ones their share. */
final class CurveValues {

  private final boolean shares;

  private CurveValues(boolean shares) {
    this.shares = shares;
  }

  /** The values of {@code curves}, of a measure that is {@code logarithmic} or not. */
  static CurveValues of(List<CurvesView.Curve> curves, boolean logarithmic) {
    List<CurvesView.Point> counted =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .filter(point -> point.count() > 0)
            .toList();
    return new CurveValues(
        !logarithmic
            && counted.stream()
                .allMatch(point -> isIndicator(point.least()) && isIndicator(point.greatest()))
            && counted.stream().anyMatch(point -> Double.valueOf(1).equals(point.greatest())));
  }

  /** Whether every value is 0 or 1, so that the share of ones is shown. */
  boolean shares() {
    return shares;
  }

  /** What the values of a point are shown as. */
  String statistic() {
    return shares ? "share" : "median";
  }

  /** The value shown of {@code point}, or null without a finite one. */
  @Nullable Double of(CurvesView.Point point) {
    return shares ? point.mean() : point.median();
  }

  private static boolean isIndicator(@Nullable Double value) {
    return value != null && (value == 0 || value == 1);
  }
}
