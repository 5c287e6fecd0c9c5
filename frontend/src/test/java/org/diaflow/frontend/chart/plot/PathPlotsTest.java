package org.diaflow.frontend.chart.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.PathsView;
import org.diaflow.api.PathsView.Corner;
import org.diaflow.api.PathsView.Jump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPlotsTest {

  /** One coordinate, a = 1, y = 2: it jumps at τ = ½, and the lasso is 2 − μ. */
  private static final PathsView SCALAR =
      new PathsView(
          2,
          3,
          List.of(1),
          List.of(new Jump(0.5, List.of(2.0), true)),
          List.of(new Corner(2, List.of(0.0), true), new Corner(0, List.of(2.0), true)),
          true,
          null);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLassoIsDrawnAtOneOverTau(boolean logarithmic) {
    PathPlot plot = PathPlots.of(SCALAR, logarithmic);
    PathPlot.Line lasso = plot.lines().getFirst();
    assertFalse(lasso.steps());
    double leaves = logarithmic ? Math.log10(0.5) : 0.5;
    assertEquals(leaves, lasso.points().getFirst().get(0), 1e-12);
    assertEquals(plot.max(), lasso.points().getLast().get(0));
    assertTrue(lasso.points().size() > 40); // enough for a curve to look like one
    for (List<Double> point : lasso.points()) {
      double tau = logarithmic ? Math.pow(10, point.get(0)) : point.get(0);
      assertEquals(Math.max(0, 2 - 1 / tau), point.get(1), 1e-12);
    }
  }

  @Test
  void stepsBeginAtTheirFirstJumpAndLastUntilTheyAreZero() {
    PathPlot plot = PathPlots.of(SCALAR, false);
    PathPlot.Line steps = plot.lines().getLast();
    assertTrue(steps.steps());
    assertEquals("x₂", steps.label());
    assertEquals(
        List.of(List.of(0.5, 0.0), List.of(0.5, 2.0), List.of(plot.max(), 2.0)), steps.points());
    assertNull(plot.time());
    assertTrue(plot.max() > 0.5);
    assertEquals(List.of("x₂"), plot.legend());

    var passing =
        new PathsView(
            2,
            1,
            List.of(0),
            List.of(jump(1, 3), jump(2, 3), jump(4, 0), jump(5, 0)),
            null,
            null,
            "");
    assertEquals(
        List.of(List.of(1.0, 0.0), List.of(1.0, 3.0), List.of(4.0, 0.0)),
        PathPlots.of(passing, false).lines().getLast().points());
  }

  private static Jump jump(double time, double value) {
    return new Jump(time, List.of(value), true);
  }

  @Test
  void everyTimeHasItsPlaceOnTheLogarithmicAxis() {
    PathPlot plot = PathPlots.of(SCALAR, true);
    assertTrue(plot.min() < Math.log10(0.5) && Math.log10(0.5) < plot.max());
    assertEquals(Math.log10(0.5), plot.lines().getLast().points().getFirst().get(0));
  }

  @Test
  void theLargestAreColouredAndTheRestAreOthers() {
    List<Double> end = IntStream.range(0, 50).mapToObj(j -> (j % 2 == 0 ? 1.0 : -1) * j).toList();
    var paths =
        new PathsView(
            2,
            50,
            IntStream.range(0, 50).boxed().toList(),
            List.of(new Jump(1, end, true), new Jump(100, end, true)),
            null,
            null,
            "The lasso path breaks off.");
    PathPlot plot = PathPlots.of(paths, true);
    assertEquals(PathPlots.MOST, plot.lines().size());
    assertEquals(
        List.of("x₅₀", "x₄₉", "x₄₈", "x₄₇", "x₄₆", "x₄₅", "x₄₄", "x₄₃", PathPlot.OTHERS),
        plot.legend());
    assertEquals(-1, plot.lines().getFirst().color());
    assertTrue(PathPlots.areTimesFarApart(paths));
    assertFalse(PathPlots.areTimesFarApart(SCALAR));
  }
}
