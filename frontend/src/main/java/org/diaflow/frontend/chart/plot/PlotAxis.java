package org.diaflow.frontend.chart.plot;

import java.util.stream.DoubleStream;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;

/** An axis in the making: it finds its ends and gives positions on it. */
record PlotAxis(boolean logarithmic) {

  /** Decimals of a position: finer than any screen, and not a digit of the answer more. */
  private static final double GRAIN = 1e7;

  /** The axis of the places {@code values}, logarithmic only if all of them have a logarithm. */
  static PlotAxis of(boolean logarithmic, DoubleStream values) {
    return new PlotAxis(logarithmic && values.allMatch(LogAxis::hasPlace));
  }

  /** Whether {@code value} has a place. */
  boolean hasPlace(double value) {
    return logarithmic ? LogAxis.hasPlace(value) : Double.isFinite(value);
  }

  /** The position of {@code value}, which has a place. */
  double position(double value) {
    if (!logarithmic) {
      return value;
    }
    return Math.rint(Math.log10(value) * GRAIN) / GRAIN;
  }

  /** The axis called {@code name} that holds every one of {@code values} that has a place. */
  Axis covering(String name, DoubleStream values) {
    if (logarithmic) {
      LogAxis decades = LogAxis.covering(values);
      return new Axis(name, decades, decades.min(), decades.max());
    }
    var ends = values.filter(this::hasPlace).summaryStatistics();
    if (ends.getCount() == 0 || (ends.getMin() == 0 && ends.getMax() == 0)) {
      return new Axis(name, null, 0, 1);
    }
    return RoundRange.around(ends.getMin(), ends.getMax()).axis(name);
  }
}
