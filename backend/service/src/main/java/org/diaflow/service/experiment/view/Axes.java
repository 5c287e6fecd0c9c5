package org.diaflow.service.experiment.view;

import java.util.List;
import org.diaflow.api.AxisView;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plan.PlanAxis;

/** The axes of an experiment as clients see them. */
final class Axes {

  /** Ratio of the largest to the smallest value from which on factors are what counts. */
  private static final double WIDE = 100;

  private Axes() {}

  /** The axes of {@code plan}, slowest first. */
  static List<AxisView> view(Plan plan) {
    return plan.grid().axes().stream().map(Axes::view).toList();
  }

  private static AxisView view(PlanAxis axis) {
    return new AxisView(
        axis.name(),
        axis.numeric(),
        axis.numeric() && wide(axis.values()),
        axis.size(),
        axis.values().stream().limit(AxisView.MOST_VALUES).map(value -> (Object) value).toList());
  }

  private static boolean wide(List<?> values) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (Object value : values) {
      double number = ((Number) value).doubleValue();
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    return least > 0 && greatest >= WIDE * least;
  }
}
