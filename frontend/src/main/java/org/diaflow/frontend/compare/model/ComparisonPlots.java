package org.diaflow.frontend.compare.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ComparisonSummary.Contestant;
import org.diaflow.api.ComparisonSummary.Step;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ComparisonView.Accuracy;
import org.diaflow.api.ComparisonView.WorkPoint;
import org.diaflow.frontend.chart.plot.LogAxis;
import org.diaflow.frontend.chart.plot.SeriesPlot;
import org.diaflow.frontend.chart.plot.SeriesPlot.Point;
import org.diaflow.frontend.chart.plot.SeriesPlot.Series;
import org.diaflow.frontend.chart.plot.SeriesPlot.Style;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The maker of the plots of a solver comparison: error against time, and performance profiles. */
public final class ComparisonPlots {

  private final List<ContestantKey> contestants;
  private final List<String> solvers;

  /** Plots whose colours are given by {@code contestants}. */
  public ComparisonPlots(List<ContestantKey> contestants) {
    this.contestants = contestants;
    this.solvers = contestants.stream().map(ContestantKey::solver).distinct().toList();
  }

  /**
   * Every answer as returned (hollow) and purified (filled), with the way to it for the problem of
   * one seed.
   */
  public SeriesPlot errors(List<CellView> cells, long seed) {
    List<CellView> judged = cells.stream().filter(cell -> before(cell) != null).toList();
    LogAxis x =
        LogAxis.covering(
            judged.stream()
                .flatMapToDouble(cell -> DoubleStream.of(secondsBefore(cell), secondsAfter(cell))));
    LogAxis y =
        LogAxis.covering(
            judged.stream()
                .flatMapToDouble(
                    cell ->
                        DoubleStream.concat(
                            DoubleStream.of(error(before(cell)), error(after(cell))),
                            curve(cell).stream().mapToDouble(WorkPoint::error))));
    var series = new ArrayList<Series>();
    for (ContestantKey contestant : contestants) {
      List<CellView> runs =
          judged.stream().filter(cell -> ContestantKey.of(cell).equals(contestant)).toList();
      runs.stream()
          .filter(cell -> cell.seed() == seed)
          .forEach(cell -> series.add(series(contestant, Style.LINE, way(cell, y))));
      addEnds(series, contestant, runs, y);
    }
    return new SeriesPlot(
        x,
        "time of the solver, s",
        y,
        "error",
        series.stream().filter(s -> !s.points().isEmpty()).toList());
  }

  private void addEnds(
      List<Series> series, ContestantKey contestant, List<CellView> runs, LogAxis y) {
    var hollow = new ArrayList<Point>();
    var filled = new ArrayList<Point>();
    var edge = new ArrayList<Point>();
    for (CellView cell : runs) {
      Point returned = end(cell, "as returned", secondsBefore(cell), before(cell), y);
      (onAxis(before(cell)) ? hollow : edge).add(returned);
      if (Objects.requireNonNull(cell.comparison()).certified()) {
        Point purified = end(cell, "purified", secondsAfter(cell), after(cell), y);
        (onAxis(after(cell)) ? filled : edge).add(purified);
      }
    }
    series.add(series(contestant, Style.HOLLOW, hollow));
    series.add(series(contestant, Style.FILLED, filled));
    series.add(series(contestant, Style.EDGE, edge));
  }

  /** The chosen performance profiles, solid after and dashed before purification. */
  public SeriesPlot profiles(ComparisonSummary summary, ProfileChoice choice) {
    LogAxis x =
        LogAxis.covering(
            DoubleStream.concat(
                DoubleStream.of(1, 10),
                summary.contestants().stream()
                    .flatMap(c -> java.util.stream.Stream.of(c.profileBefore(), c.profileAfter()))
                    .flatMap(List::stream)
                    .mapToDouble(Step::ratio)));
    var series = new ArrayList<Series>();
    for (Contestant contestant : summary.contestants()) {
      if (choice != ProfileChoice.PURIFIED) {
        addProfile(series, contestant, Contestant::profileBefore, Style.DASHED_STEPS, x);
      }
      if (choice != ProfileChoice.RETURNED) {
        addProfile(series, contestant, Contestant::profileAfter, Style.STEPS, x);
      }
    }
    return new SeriesPlot(
        x, "time / time of the best", null, "fraction of problems solved", List.copyOf(series));
  }

  private void addProfile(
      List<Series> series,
      Contestant contestant,
      Function<Contestant, List<Step>> steps,
      Style style,
      LogAxis x) {
    ContestantKey key = ContestantKey.of(contestant);
    String which = style == Style.STEPS ? "with purification" : "as returned";
    var points = new ArrayList<Point>();
    double fraction = 0;
    points.add(new Point(0, 0, List.of(key.label() + " · " + which), false));
    for (Step step : steps.apply(contestant)) {
      fraction = step.fraction();
      points.add(
          new Point(
              Math.log10(step.ratio()),
              fraction,
              List.of(
                  key.label() + " · " + which,
                  "solves %s %% within %s times the best"
                      .formatted(
                          Numbers.rounded(100 * fraction, 3), Numbers.rounded(step.ratio(), 3))),
              false));
    }
    points.add(new Point(x.max(), fraction, points.getLast().text(), false));
    series.add(series(key, style, points));
  }

  private static List<Point> way(CellView cell, LogAxis y) {
    String head = ContestantKey.of(cell).label() + " · seed " + cell.seed();
    return curve(cell).stream()
        .filter(point -> point.error() > 0 && point.seconds() > 0)
        .filter(point -> Double.isFinite(point.error()))
        .map(
            point ->
                new Point(
                    Math.log10(point.seconds()),
                    Math.clamp(Math.log10(point.error()), y.min(), y.max()),
                    List.of(
                        head,
                        "error " + Numbers.rounded(point.error(), 3),
                        "after " + Numbers.duration(point.seconds())),
                    false))
        .toList();
  }

  private static Point end(
      CellView cell, String which, double seconds, @Nullable Accuracy accuracy, LogAxis y) {
    double error = error(accuracy);
    boolean zero = error == 0;
    double at = onAxis(accuracy) ? Math.log10(error) : zero ? y.min() : y.max();
    List<String> text =
        List.of(
            "%s · %s".formatted(ContestantKey.of(cell).label(), which),
            "seed %d, %s".formatted(cell.seed(), Numbers.duration(seconds)),
            "error " + Numbers.rounded(error, 3),
            accuracy == null ? "" : accuracy.verdict());
    return new Point(Math.log10(Math.max(1e-9, seconds)), at, text, !zero);
  }

  private Series series(ContestantKey contestant, Style style, List<Point> points) {
    return new Series(
        contestant.label(),
        Math.max(0, solvers.indexOf(contestant.solver())),
        Math.max(0, contestants.indexOf(contestant)),
        style,
        List.copyOf(points));
  }

  /** Distance from the minimizer, or where that is not known the larger of residual and gap. */
  static double error(@Nullable Accuracy accuracy) {
    if (accuracy == null) {
      return Double.NaN;
    }
    if (accuracy.relativeDistance() != null) {
      return accuracy.relativeDistance();
    }
    return accuracy.gap() == null
        ? accuracy.residual()
        : Math.max(accuracy.residual(), accuracy.gap());
  }

  private static boolean onAxis(@Nullable Accuracy accuracy) {
    double error = error(accuracy);
    return error > 0 && Double.isFinite(error);
  }

  /** The accuracy of a run before purification, or null. */
  public static @Nullable Accuracy before(CellView cell) {
    return cell.comparison() == null ? null : cell.comparison().before();
  }

  /** The accuracy of a run after purification, or null. */
  public static @Nullable Accuracy after(CellView cell) {
    return cell.comparison() == null ? null : cell.comparison().after();
  }

  private static List<WorkPoint> curve(CellView cell) {
    ComparisonView comparison = cell.comparison();
    return comparison == null ? List.of() : comparison.curve();
  }

  private static double secondsBefore(CellView cell) {
    return cell.seconds() == null ? Double.NaN : cell.seconds();
  }

  private static double secondsAfter(CellView cell) {
    return secondsBefore(cell)
        + (cell.comparison() == null ? 0 : cell.comparison().purificationSeconds());
  }
}
