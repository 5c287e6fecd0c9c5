package org.diaflow.frontend.chart.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.diaflow.api.PathsView;
import org.diaflow.api.PathsView.Corner;
import org.diaflow.api.PathsView.Jump;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Curve;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Style;
import org.diaflow.frontend.chart.plot.TrajectoryPlots.Overlay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrajectoryPlotsTest {

  /** Two coordinates, A = I, y = (2, −1): jumps at τ = ½ and 1, lasso 2 − μ and μ − 1. */
  private static final PathsView PATHS =
      new PathsView(
          2,
          5,
          List.of(1, 3),
          List.of(new Jump(0.5, List.of(2.0, 0.0), true), new Jump(1, List.of(2.0, -1.0), true)),
          List.of(
              new Corner(2, List.of(0.0, 0.0), true),
              new Corner(1, List.of(1.0, 0.0), true),
              new Corner(0, List.of(2.0, -1.0), true)),
          true,
          null);

  private static final TimeAxis LINEAR = new TimeAxis(false, false, 0, 4);
  private static final Quantity LOSS = Quantity.of("loss");

  @Test
  void aValueWithoutAPlaceIsAGapWithBothEndsMarked() {
    List<Double> loss = List.of(1.0, Double.NaN, Double.NaN, Double.NaN, 0.5, 0.0, 0.25);
    TrajectoryPlot plot = plot(LOSS, true, track("loss", loss), LINEAR, null);
    assertEquals(
        List.of(2, 1, 1, 1, 2, 1, 2),
        plot.tracks().getFirst().points().stream().map(List::size).toList());
    assertEquals(
        List.of(0.5, 1.5, 2.5), plot.marks().stream().map(TrajectoryPlot.Mark::x).toList());
    assertEquals(
        List.of(true, true, false), plot.marks().stream().map(TrajectoryPlot.Mark::top).toList());
    assertEquals(
        List.of("D = 2", "not defined (NaN) at 3 recorded times", "from τ = 0.5 to 1.5"),
        plot.marks().getFirst().text());
    assertEquals("zero at 1 recorded time", plot.marks().getLast().text().get(1));
  }

  @Test
  void onALinearAxisZeroIsAValueAndInfinityIsNot() {
    TrajectoryPlot plot =
        plot(LOSS, false, track("loss", List.of(0.0, Double.POSITIVE_INFINITY)), LINEAR, null);
    assertEquals(List.of(0.0, 0.0), plot.tracks().getFirst().points().getFirst());
    assertEquals(1, plot.marks().size());
    assertEquals("not finite at 1 recorded time", plot.marks().getFirst().text().get(1));
  }

  @Test
  void coordinatesAreComparedWithBothPaths() {
    var track =
        new Track(
            "D = 2",
            0,
            3,
            List.of("x[3]", "loss", "x[0]", "x[1]"),
            List.of(0.0, 1.0, 2.0),
            List.of(ramp(0, -1, 3), ramp(9, 0, 3), ramp(0, 0, 3), ramp(0, 2, 3)),
            List.of(),
            1);
    TrajectoryPlot plot =
        plot(Quantity.COORDINATES, false, track, LINEAR, new Overlay(PATHS, true, true, 1));
    assertEquals(
        List.of("x₄", "x₁", "x₂"),
        flows(plot).stream().map(Curve::group).toList(),
        "the paths never move x₁");
    assertEquals(List.of(0, 1, 2), flows(plot).stream().map(Curve::color).toList());
    assertEquals(List.of("x₄", "x₁", "x₂"), plot.legend());
    List<List<Double>> lasso = curve(plot, Style.LASSO, "x₄").points();
    for (List<Double> point : lasso) {
      assertEquals(Math.min(0, 1 / point.get(0) - 1), point.get(1), 1e-12);
    }
    assertEquals(
        List.of(List.of(1.0, 0.0), List.of(1.0, -1.0), List.of(4.0, -1.0)),
        curve(plot, Style.SADDLES, "x₄").points());
    assertEquals(4, plot.tracks().stream().filter(c -> c.style() != Style.FLOW).count());
  }

  @Test
  void theNormIsComparedWithTheNormsOfThePaths() {
    TrajectoryPlot plot =
        plot(
            Quantity.NORM,
            false,
            track("l1Norm", ramp(0, 3, 5)),
            LINEAR,
            new Overlay(PATHS, true, true, 1));
    for (List<Double> point : curve(plot, Style.LASSO, "paths").points()) {
      double mu = 1 / point.get(0);
      assertEquals(Math.max(0, 2 - mu) + Math.max(0, 1 - mu), point.get(1), 1e-12);
    }
    assertEquals(3.0, curve(plot, Style.SADDLES, "paths").points().getLast().get(1));
    assertTrue(plot.value().max() >= 3);
  }

  @Test
  void pathsEndWhereTheAxisDoesAndFollowRawTime() {
    var axis = new TimeAxis(true, false, 0, 2); // raw time is 3 τ: the second jump is beyond
    TrajectoryPlot plot =
        plot(
            Quantity.COORDINATES,
            false,
            track("x[1]", ramp(0, 2, 3)),
            axis,
            new Overlay(PATHS, true, true, 3));
    assertEquals(
        List.of(List.of(1.5, 0.0), List.of(1.5, 2.0), List.of(2.0, 2.0)),
        curve(plot, Style.SADDLES, "x₂").points());
    for (List<Double> point : curve(plot, Style.LASSO, "x₂").points()) {
      assertTrue(point.get(0) <= 2);
      assertEquals(Math.max(0, 2 - 3 / point.get(0)), point.get(1), 1e-12);
    }
    TrajectoryPlot beyond =
        plot(
            Quantity.COORDINATES,
            false,
            track("x[3]", ramp(0, -1, 3)),
            axis,
            new Overlay(PATHS, true, false, 3));
    assertEquals(flows(beyond), beyond.tracks(), "x₄ jumps at t = 3");
    assertEquals("t", plot.time().name());
    assertEquals(1.5, flows(plot).getFirst().points().get(1).getFirst(), "τ = 0.5");
  }

  @Test
  void aLogarithmicAxisShowsCoordinatesBySize() {
    TrajectoryPlot plot =
        plot(
            Quantity.COORDINATES,
            true,
            track("x[3]", List.of(-1e-300, -10.0)),
            LINEAR,
            new Overlay(PATHS, true, false, 1));
    assertEquals("|xⱼ|", plot.value().name());
    assertEquals(-300, flows(plot).getFirst().points().getFirst().get(1), 1e-9);
    assertEquals(0.0, curve(plot, Style.SADDLES, "x₄").points().getFirst().get(1), "|−1|");
    LogAxis decades = plot.value().decades();
    assertNotNull(decades);
    assertEquals(-300, decades.min());
  }

  @Test
  void stepSizesAreDifferencesOfStepEnds() {
    // steps of 0.1, 0.2, …, of which the ends of the 1st, 3rd, 5th, … are kept
    List<Double> ends = List.of(0.1, 0.6, 1.5, 2.8);
    var track = new Track("D = 2", 0, 2, List.of(), List.of(0.0, 2.8), List.of(), ends, 2);
    TrajectoryPlot plot = plot(Quantity.STEP_SIZES, false, track, LINEAR, null);
    assertValues(List.of(0.1, 0.25, 0.45, 0.65), flows(plot).getFirst());
    var raw = new TimeAxis(true, false, 0, 8);
    assertValues(
        List.of(0.2, 0.5, 0.9, 1.3),
        flows(plot(Quantity.STEP_SIZES, false, track, raw, null)).getFirst());
  }

  @Test
  void itIsKnownHowManyStepsEachEndStandsFor() {
    assertEquals(1, Track.stepsPerEnd(108, 108));
    assertEquals(2, Track.stepsPerEnd(5835, 2918));
    assertEquals(64, Track.stepsPerEnd(159_563, 2494));
    assertEquals(1, Track.stepsPerEnd(0, 0));
  }

  @Test
  void flowsWithoutRawTimeAreLeftOutOfIt() {
    var axis = new TimeAxis(true, false, 0, 8);
    var running =
        new Track(
            "D = 2",
            0,
            Double.NaN,
            List.of("loss"),
            List.of(0.1),
            List.of(List.of(1.0)),
            List.of(),
            1);
    assertEquals(List.of(), plot(LOSS, true, running, axis, null).tracks());
  }

  @Test
  void theTimeAxisBeginsBeforeAnythingHappens() {
    Track track = track("loss", ramp(1, 0, 2001)); // to τ = 1000
    assertEquals(
        new TimeAxis(false, true, -1, 3),
        TimeAxis.of(false, true, null, null, List.of(track), PATHS),
        "a decade that holds half the first event");
    assertEquals(
        new TimeAxis(false, false, 0, 1000),
        TimeAxis.of(false, false, null, null, List.of(track), PATHS));
    assertEquals(
        new TimeAxis(true, false, 0, 3000),
        TimeAxis.of(true, false, null, null, List.of(track), PATHS));
    assertEquals(
        new TimeAxis(false, false, 2, 5),
        TimeAxis.of(false, false, 2.0, 5.0, List.of(track), null));
    assertEquals(
        new TimeAxis(false, true, -1, 3),
        TimeAxis.of(false, true, null, null, List.of(track), null),
        "four decades");
    assertEquals(
        new TimeAxis(false, true, Math.log10(2), Math.log10(5)),
        TimeAxis.of(false, true, 2.0, 5.0, List.of(track), PATHS));
  }

  @Test
  void onlyWhatIsOnTheAxisAndItsNeighboursIsDrawn() {
    var axis = new TimeAxis(false, true, 0, 1); // from 1 to 10
    TrajectoryPlot plot = plot(LOSS, false, track("loss", ramp(0, 40, 41)), axis, null);
    List<List<Double>> points = plot.tracks().getFirst().points();
    assertEquals(Math.log10(0.5), points.getFirst().get(0), "the last one before");
    assertEquals(Math.log10(10.5), points.getLast().get(0), "the first one after");
    assertEquals(20, plot.value().max(), "10 is at index 20");
  }

  @Test
  void thinningKeepsEndsExtremesAndGaps() {
    var points = new java.util.ArrayList<List<Double>>();
    for (int k = 0; k < 10_000; k++) {
      points.add(k == 5000 ? List.of(5e3) : List.of((double) k, k == 7777 ? 9.0 : Math.sin(k)));
    }
    List<List<Double>> kept = Thinning.of(points, 500);
    int most = 500 + 2 + 1; // two of each of 250 stretches, both ends, the gap
    assertTrue(kept.size() <= most, () -> kept.size() + " points");
    assertEquals(points.getFirst(), kept.getFirst());
    assertEquals(points.getLast(), kept.getLast());
    assertTrue(kept.contains(List.of(7777.0, 9.0)));
    assertTrue(kept.contains(List.of(5e3)));
    assertEquals(
        kept, kept.stream().sorted(java.util.Comparator.comparing(List::getFirst)).toList());
    assertEquals(points.subList(0, 400), Thinning.of(points.subList(0, 400), 500));
  }

  @Test
  void rangesEndAtRoundNumbers() {
    assertEquals(new RoundRange(0, 3), RoundRange.around(0.1, 2.9));
    assertEquals(new RoundRange(-2, 4), RoundRange.around(-1.3, 3.96));
    RoundRange constant = RoundRange.around(5, 5);
    assertTrue(constant.min() < 5 && 5 < constant.max());
    assertEquals(new RoundRange(-1, 1), RoundRange.around(0, 0));
  }

  private static TrajectoryPlot plot(
      Quantity quantity,
      boolean logarithmic,
      Track track,
      TimeAxis axis,
      @Nullable Overlay overlay) {
    return TrajectoryPlots.of(quantity, logarithmic, List.of(track), axis, overlay);
  }

  /** A flow with values at τ = 0, ½, 1, … */
  private static Track track(String observable, List<Double> values) {
    List<Double> times = IntStream.range(0, values.size()).mapToObj(k -> k / 2.0).toList();
    return new Track("D = 2", 0, 3, List.of(observable), times, List.of(values), List.of(), 1);
  }

  private static List<Double> ramp(double from, double to, int count) {
    return count == 1
        ? Collections.nCopies(1, from)
        : DoubleStream.iterate(0, k -> k + 1)
            .limit(count)
            .mapToObj(k -> from + (to - from) * k / (count - 1))
            .toList();
  }

  private static List<Curve> flows(TrajectoryPlot plot) {
    return plot.tracks().stream().filter(curve -> curve.style() == Style.FLOW).toList();
  }

  private static Curve curve(TrajectoryPlot plot, Style style, String group) {
    return plot.tracks().stream()
        .filter(curve -> curve.style() == style && curve.group().equals(group))
        .findFirst()
        .orElseThrow();
  }

  private static void assertValues(List<Double> expected, Curve curve) {
    assertEquals(expected.size(), curve.points().size());
    for (int k = 0; k < expected.size(); k++) {
      assertEquals(expected.get(k), curve.points().get(k).get(1), 1e-12);
    }
  }
}
