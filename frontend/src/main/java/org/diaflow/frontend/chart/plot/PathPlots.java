package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.api.PathsView;
import org.diaflow.api.PathsView.Corner;
import org.diaflow.api.PathsView.Jump;
import org.diaflow.frontend.number.Numbers;

/** The maker of the plot of both paths; the lasso path is drawn at μ = 1/τ. */
public final class PathPlots {

  /** Coordinates with a colour and a line of the legend of their own. */
  public static final int COLORED = 8;

  /** Most coordinates drawn at all: those that grow largest. */
  public static final int MOST = 40;

  /** Times so many times apart ask for a logarithmic axis. */
  private static final double FAR_APART = 30;

  private final PathsView paths;
  private final boolean logarithmic;
  private final TimeAxis axis;

  private PathPlots(PathsView paths, boolean logarithmic) {
    this.paths = paths;
    this.logarithmic = logarithmic;
    if (logarithmic) {
      // Half a decade of rest before and after, so that both ends are seen to be flat.
      LogAxis covering =
          LogAxis.covering(PathLines.events(paths).flatMap(t -> DoubleStream.of(t / 2, 2 * t)));
      this.axis = new TimeAxis(false, true, covering.min(), covering.max());
    } else {
      var times = PathLines.events(paths).summaryStatistics();
      double max = times.getCount() == 0 ? 1 : Math.max(1.15 * times.getMax(), 3 * times.getMin());
      this.axis = new TimeAxis(false, false, 0, max);
    }
  }

  /** The plot of {@code paths}, of which at least one is there. */
  public static PathPlot of(PathsView paths, boolean logarithmic) {
    return new PathPlots(paths, logarithmic).plot();
  }

  /** Whether the times of {@code paths} are so far apart that only a logarithm shows them all. */
  public static boolean areTimesFarApart(PathsView paths) {
    var times = PathLines.events(paths).summaryStatistics();
    return times.getCount() > 0 && times.getMax() > FAR_APART * times.getMin();
  }

  /** Whether the loss has several minimizers on a plateau: only then does depth matter. */
  public static boolean dependsOnDepth(PathsView paths) {
    return PathLines.orEmpty(paths.saddleToSaddle()).stream().anyMatch(jump -> !jump.unique());
  }

  /** The name of a coordinate counted from 0, e.g. {@code x₁₂} for 11. */
  public static String label(int coordinate) {
    return "x" + Numbers.subscript(coordinate + 1);
  }

  /** Places in {@link PathsView#coordinates} of what is drawn, those that grow largest first. */
  static List<Integer> ranking(PathsView paths) {
    return IntStream.range(0, paths.coordinates().size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer place) -> -largest(paths, place)))
        .limit(MOST)
        .toList();
  }

  private static double largest(PathsView paths, int place) {
    Stream<List<Double>> points =
        paths.saddleToSaddle() != null
            ? paths.saddleToSaddle().stream().map(Jump::x)
            : PathLines.orEmpty(paths.lasso()).stream().map(Corner::x);
    return points.mapToDouble(x -> Math.abs(x.get(place))).max().orElse(0);
  }

  private PathPlot plot() {
    var lines = new ArrayList<PathPlot.Line>();
    var curves = new PathLines(paths, axis, 1);
    List<Integer> ranking = ranking(paths);
    for (int rank = ranking.size() - 1; rank >= 0; rank--) {
      int place = ranking.get(rank);
      String label = label(paths.coordinates().get(place));
      int color = rank < COLORED ? rank : -1;
      String group = color < 0 ? PathPlot.OTHERS : label;
      if (paths.lasso() != null) {
        lines.add(new PathPlot.Line(group, label, color, false, curves.lasso(x -> x.get(place))));
      }
      if (paths.saddleToSaddle() != null) {
        lines.add(new PathPlot.Line(group, label, color, true, curves.saddles(x -> x.get(place))));
      }
    }
    List<String> legend = lines.reversed().stream().map(PathPlot.Line::group).distinct().toList();
    LogAxis time = logarithmic ? LogAxis.between((int) axis.min(), (int) axis.max()) : null;
    return new PathPlot(time, axis.min(), axis.max(), List.copyOf(lines), legend);
  }
}
