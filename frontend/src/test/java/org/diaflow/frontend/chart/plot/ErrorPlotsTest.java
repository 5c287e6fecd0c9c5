package org.diaflow.frontend.chart.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.diaflow.api.CellView;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.plot.ErrorPlot.Curve;
import org.diaflow.frontend.chart.plot.ErrorPlot.Style;
import org.diaflow.frontend.fake.Cells;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorPlotsTest {

  private static final List<Double> DEPTHS = List.of(2.0, 3.0);
  private static final List<Double> ALPHAS = List.of(1e-1, 1e-2, 1e-3, 1e-4);

  @Test
  void noEndedCellIsDropped() {
    List<CellView> cells =
        List.of(
            cell(0, 3, 1e-1, "limit", 0.3),
            cell(1, 3, 1e-2, "limit", 0.0),
            cell(2, 3, 1e-3, "flow", Double.NaN),
            cell(3, 3, 1e-4, "flow", Double.POSITIVE_INFINITY),
            cell(4, 2, 1e-4, "flow", null),
            cell(5, 2, 1e-3, "flow", 1e-2));
    ErrorPlot plot = ErrorPlots.of(DEPTHS, ALPHAS, cells, List.of());
    assertEquals(6, plot.curves().stream().mapToInt(curve -> curve.points().size()).sum());
  }

  @Test
  void zerosAreMarkedBelowAndTheRestAbove() {
    List<CellView> cells =
        List.of(
            cell(0, 3, 1e-1, "limit", 0.3),
            cell(1, 3, 1e-2, "limit", 0.0),
            cell(2, 3, 1e-3, "limit", Double.NaN));
    ErrorPlot plot = ErrorPlots.of(DEPTHS, ALPHAS, cells, List.of());
    Curve edge = only(plot, Style.EDGE);
    assertEquals(
        List.of(false, true), edge.points().stream().map(p -> p.y() > -1).sorted().toList());
    edge.points().forEach(p -> assertEquals(p.top() ? plot.y().max() : plot.y().min(), p.y()));
    assertEquals(1, edge.points().stream().filter(ErrorPlot.Point::top).count());
  }

  @Test
  void engineDecidesTheStyleAndDepthTheColour() {
    List<CellView> cells = List.of(cell(0, 3, 1e-1, "limit", 0.3), cell(1, 3, 1e-1, "flow", 0.3));
    ErrorPlot plot = ErrorPlots.of(DEPTHS, ALPHAS, cells, List.of());
    assertEquals(
        List.of(Style.LIMIT, Style.FLOW), plot.curves().stream().map(Curve::style).toList());
    plot.curves().forEach(curve -> assertEquals(1, curve.color()));
    plot.curves().forEach(curve -> assertEquals("D = 3", curve.name()));
  }

  @Test
  void leadingTermIsTheLineTheoryPredicts() {
    var rate =
        new RateView(
            2, "limit", 0, 0.5, 2.0, null, null, null, null, null, 0, List.of(), null, null, null);
    ErrorPlot plot =
        ErrorPlots.of(DEPTHS, ALPHAS, List.of(cell(0, 2, 1e-1, "limit", 0.3)), List.of(rate));
    Curve line = only(plot, Style.LEADING);
    for (ErrorPlot.Point end : line.points()) {
      assertEquals(Math.log10(2) + 0.5 * end.x(), end.y(), 1e-15);
    }
    assertEquals(-4, line.points().getFirst().x());
  }

  @Test
  void tooltipsAreExact() {
    ErrorPlot plot =
        ErrorPlots.of(
            DEPTHS,
            List.of(1e-300),
            List.of(cell(0, 2, 1e-300, "limit", 2.1213203435596425e-150)),
            List.of());
    List<String> text = plot.curves().getFirst().points().getFirst().text();
    assertTrue(text.contains("α = 1e-300"), text::toString);
    assertTrue(text.contains("‖x − g*‖₁ = 2.1213203435596425e-150"), text::toString);
    assertTrue(text.contains("stopped: converged"), text::toString);
  }

  private static Curve only(ErrorPlot plot, Style style) {
    List<Curve> found = plot.curves().stream().filter(curve -> curve.style() == style).toList();
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private static CellView cell(
      int index, double depth, double alpha, String engine, @Nullable Double error) {
    return Cells.ended(index, depth, alpha, 0, engine, "converged", null, error);
  }
}
