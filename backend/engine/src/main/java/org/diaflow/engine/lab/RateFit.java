package org.diaflow.engine.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ojalgo.random.TDistribution;

/**
 * The slope of log error against log α over the smallest scales, where the leading term rules.
 *
 * <p>The errors of one problem carry no noise, so there is no confidence interval. What a straight
 * line leaves is its curvature, and {@code low} and {@code high} show that: the width that
 * regression would give as a 95 % interval if the deviations were noise. The rate may well lie
 * outside; how slopes scatter over random problems only several seeds can tell.
 *
 * @param slope least-squares slope, or null with fewer than two points
 * @param low slope less the curvature width t₀.₉₇₅·s/√Σ(log α − mean)², s² = Σ deviation²/(n − 2),
 *     or null with fewer than three points
 * @param high slope plus that width
 * @param from smallest α of the fit, or null without points
 * @param to largest α of the fit
 * @param points number of points used
 * @param localSlopes slopes between neighbouring scales, all of them, the smallest scale first
 */
public record RateFit(
    @Nullable Double slope,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double from,
    @Nullable Double to,
    int points,
    List<LocalSlope> localSlopes) {

  /** Width of the fit in decades of α above the smallest scale. */
  public static final double DECADES = 2;

  private static final int FEWEST = 3;

  /**
   * The slope of log error between two neighbouring scales.
   *
   * @param alpha their geometric mean
   * @param slope dimensionless
   */
  public record LocalSlope(double alpha, double slope) {}

  private record Point(double alpha, double logAlpha, double logError) {}

  /**
   * Fits the points with α within two decades of the smallest one, and at least three of them where
   * there are three. Points whose error is not a positive finite number are left out.
   *
   * @param alphas scales
   * @param errors errors, same length
   */
  public static RateFit of(double[] alphas, double[] errors) {
    List<Point> points =
        IntStream.range(0, alphas.length)
            .filter(i -> errors[i] > 0 && errors[i] <= Double.MAX_VALUE)
            .mapToObj(i -> new Point(alphas[i], Math.log(alphas[i]), Math.log(errors[i])))
            .sorted(Comparator.comparingDouble(Point::logAlpha))
            .toList();
    if (points.isEmpty()) {
      return new RateFit(null, null, null, null, null, 0, List.of());
    }
    double end = points.getFirst().logAlpha() + (DECADES + 1e-9) * Math.log(10);
    int inside = (int) points.stream().filter(point -> point.logAlpha() <= end).count();
    List<Point> fitted = points.subList(0, Math.min(points.size(), Math.max(inside, FEWEST)));
    return fit(fitted, localSlopes(points));
  }

  /**
   * Whether the fitted range lies where the leading term holds, so that the fitted slope can be
   * compared with the predicted one.
   *
   * @param onset the largest α at which the leading term holds, or null if it holds nowhere
   * @return null without a fit
   */
  public @Nullable Boolean asymptotic(@Nullable Double onset) {
    return to == null ? null : Boolean.valueOf(onset != null && to <= onset);
  }

  private static List<LocalSlope> localSlopes(List<Point> points) {
    var slopes = new ArrayList<LocalSlope>();
    for (int i = 1; i < points.size(); i++) {
      double width = points.get(i).logAlpha() - points.get(i - 1).logAlpha();
      if (width > 0) {
        double rise = points.get(i).logError() - points.get(i - 1).logError();
        double middle = Math.exp(points.get(i - 1).logAlpha() + width / 2);
        slopes.add(new LocalSlope(middle, rise / width));
      }
    }
    return slopes;
  }

  private static RateFit fit(List<Point> points, List<LocalSlope> localSlopes) {
    int n = points.size();
    double from = points.getFirst().alpha();
    double to = points.getLast().alpha();
    double meanX = points.stream().mapToDouble(Point::logAlpha).average().orElseThrow();
    double meanY = points.stream().mapToDouble(Point::logError).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (Point point : points) {
      xx += (point.logAlpha() - meanX) * (point.logAlpha() - meanX);
      xy += (point.logAlpha() - meanX) * (point.logError() - meanY);
    }
    if (n < 2 || xx == 0) {
      return new RateFit(null, null, null, from, to, n, localSlopes);
    }
    double slope = xy / xx;
    if (n < FEWEST) {
      return new RateFit(slope, null, null, from, to, n, localSlopes);
    }
    double rest = 0;
    for (Point point : points) {
      double deviation = point.logError() - meanY - slope * (point.logAlpha() - meanX);
      rest += deviation * deviation;
    }
    double margin = TDistribution.of(n - 2).getQuantile(0.975) * Math.sqrt(rest / (n - 2) / xx);
    return new RateFit(slope, slope - margin, slope + margin, from, to, n, localSlopes);
  }
}
