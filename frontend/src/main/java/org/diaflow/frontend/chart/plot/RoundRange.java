package org.diaflow.frontend.chart.plot;

import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;

/**
 * A range between round numbers.
 *
 * @param min lower end
 * @param max upper end
 */
record RoundRange(double min, double max) {

  private static final int PARTS = 5;

  /**
   * The shortest range that holds {@code low} and {@code high} and whose ends are multiples of a
   * round step, with a margin where they are equal.
   */
  static RoundRange around(double low, double high) {
    if (!(high > low)) {
      double margin = low == 0 ? 1 : Math.abs(low) / 2;
      return around(low - margin, low + margin);
    }
    double step = roundStep((high - low) / PARTS);
    return new RoundRange(Math.floor(low / step) * step, Math.ceil(high / step) * step);
  }

  Axis axis(String name) {
    return new Axis(name, null, min, max);
  }

  /** The smallest of 1, 2, 5 times a power of ten that is not below {@code least}. */
  private static double roundStep(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * decade >= least * (1 - 1e-9)) {
        return factor * decade;
      }
    }
    return 10 * decade;
  }
}
