package org.diaflow.frontend.compare.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ComparisonSummary.Contestant;
import org.diaflow.api.ComparisonSummary.Step;
import org.diaflow.api.ComparisonSummary.Verdicts;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ComparisonView.Accuracy;
import org.diaflow.api.ComparisonView.WorkPoint;
import org.diaflow.frontend.chart.plot.SeriesPlot;
import org.diaflow.frontend.chart.plot.SeriesPlot.Point;
import org.diaflow.frontend.chart.plot.SeriesPlot.Series;
import org.diaflow.frontend.chart.plot.SeriesPlot.Style;
import org.junit.jupiter.api.Test;

/** Nothing is dropped from the plots, and everything is where it belongs. */
final class ComparisonPlotsTest {

  private static final ContestantKey PDHG = new ContestantKey("pdhg", 1e-4);
  private static final ContestantKey HOMOTOPY = new ContestantKey("homotopy", null);
  private final ComparisonPlots plots = new ComparisonPlots(List.of(HOMOTOPY, PDHG));

  @Test
  void errorsStandAtTheirLogarithms() {
    SeriesPlot plot = plots.errors(List.of(run(PDHG, 1, 0.01, 1e-3, 1e-12, 0.09)), 1);
    Point hollow = only(plot, Style.HOLLOW);
    assertEquals(-2, hollow.x(), 1e-12);
    assertEquals(-3, hollow.y(), 1e-12);
    Point filled = only(plot, Style.FILLED);
    assertEquals(-1, filled.x(), 1e-12); // the time of the purification added
    assertEquals(-12, filled.y(), 1e-12);
    assertEquals(2, series(plot, Style.LINE).points().size());
    assertEquals(1, series(plot, Style.LINE).color());
  }

  @Test
  void zerosAndNonFiniteErrorsGoToTheEdges() {
    SeriesPlot zero = plots.errors(List.of(run(HOMOTOPY, 1, 0.01, 0, 1e-9, 0.1)), 1);
    Point below = only(zero, Style.EDGE);
    assertFalse(below.top());
    assertEquals(Objects.requireNonNull(zero.y()).min(), below.y());
    SeriesPlot nan = plots.errors(List.of(run(HOMOTOPY, 1, 0.01, Double.NaN, 1e-9, 0.1)), 1);
    assertTrue(only(nan, Style.EDGE).top());
  }

  @Test
  void onlyTheWayOfTheChosenSeedIsDrawn() {
    List<CellView> cells =
        List.of(run(PDHG, 1, 0.01, 1e-3, 1e-9, 0.1), run(PDHG, 2, 0.02, 1e-3, 1e-9, 0.1));
    SeriesPlot plot = plots.errors(cells, 2);
    assertEquals(1, plot.series().stream().filter(s -> s.style() == Style.LINE).count());
    assertEquals(2, series(plot, Style.HOLLOW).points().size());
  }

  @Test
  void profilesStartAtZeroAndReachTheEdge() {
    var none = new Verdicts(0, 0, 0);
    var best =
        new Contestant("homotopy", null, 2, 2, none, none, 1.0, List.of(new Step(1, 1)), List.of());
    var never = new Contestant("pdhg", 1e-4, 2, 2, none, none, 1.0, List.of(), List.of());
    var summary = new ComparisonSummary(2, List.of(best, never));
    SeriesPlot plot = plots.profiles(summary, ProfileChoice.RETURNED);
    assertEquals(2, plot.series().size());
    List<Point> first = plot.series().getFirst().points();
    assertEquals(0, first.getFirst().y());
    assertEquals(1, first.getLast().y());
    assertEquals(plot.x().max(), first.getLast().x());
    assertEquals(0, plot.series().getLast().points().getLast().y());
    assertEquals(4, plots.profiles(summary, ProfileChoice.BOTH).series().size());
  }

  private static Point only(SeriesPlot plot, Style style) {
    assertEquals(1, series(plot, style).points().size());
    return series(plot, style).points().getFirst();
  }

  private static Series series(SeriesPlot plot, Style style) {
    return plot.series().stream().filter(s -> s.style() == style).findFirst().orElseThrow();
  }

  private static CellView run(
      ContestantKey key, long seed, double seconds, double before, double after, double purifying) {
    var comparison =
        new ComparisonView(
            key.tolerance(),
            accuracy(before),
            accuracy(after),
            true,
            "Certified.",
            purifying,
            List.of(new WorkPoint(seconds / 2, 0.5), new WorkPoint(seconds, 0.25)));
    return new CellView(
        0,
        Double.NaN,
        Double.NaN,
        seed,
        key.solver(),
        CellState.DONE,
        "converged",
        "Done.",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        seconds,
        "problem",
        comparison,
        java.util.Map.of(),
        java.util.Map.of());
  }

  private static Accuracy accuracy(double error) {
    return new Accuracy(1e-9, null, error, error, 3, ComparisonView.SOLVED, "Measured.");
  }
}
