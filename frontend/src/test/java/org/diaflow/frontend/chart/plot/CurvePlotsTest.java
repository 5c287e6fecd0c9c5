package org.diaflow.frontend.chart.plot;

import static org.diaflow.frontend.fake.Curves.axis;
import static org.diaflow.frontend.fake.Curves.curve;
import static org.diaflow.frontend.fake.Curves.measure;
import static org.diaflow.frontend.fake.Curves.one;
import static org.diaflow.frontend.fake.Curves.several;
import static org.diaflow.frontend.fake.Curves.share;
import static org.diaflow.frontend.fake.Curves.view;
import static org.diaflow.frontend.fake.Curves.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.plot.CurvePlot.Curve;
import org.diaflow.frontend.chart.plot.CurvePlot.Style;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Mark;
import org.junit.jupiter.api.Test;

class CurvePlotsTest {

  private static final AxisView ALPHA = axis("alpha", true, 1e-1, 1e-2, 1e-3, 1e-4);
  private static final AxisView DEPTH = axis("depth", false, 2, 3);
  private static final AxisView ENGINE = words("engine", "limit", "flow");
  private static final CurveScene SCENE = scene(ALPHA, true, DEPTH, ENGINE);

  @Test
  void noPlaceIsDropped() {
    CurvesView curves =
        view(
            curve(3, "limit", one(1e-2, 0.0), one(1e-1, 0.3)),
            curve(3, "flow", one(1e-4, Double.POSITIVE_INFINITY), one(1e-3, Double.NaN)),
            curve(2, "flow", one(1e-4, null), one(1e-3, 1e-2)));
    CurvePlot plot = plot(curves);
    int points = plot.curves().stream().mapToInt(curve -> curve.points().size()).sum();
    assertEquals(6, points + plot.marks().size());
    String key = CurveWords.key(curves, SCENE, plot);
    assertTrue(key.contains("1 of 6 cells ended without a value that means anything"), key);
    assertTrue(key.contains("2 of 6 cells have a value that is not finite"), key);
  }

  @Test
  void zerosAreMarkedBelowAndTheRestAbove() {
    CurvePlot plot =
        plot(view(curve(3, "limit", one(1e-1, 0.3), one(1e-2, 0.0), one(1e-3, Double.NaN))));
    assertEquals(List.of(false, true), plot.marks().stream().map(Mark::top).toList());
    assertEquals(List.of(-2.0, -3.0), plot.marks().stream().map(Mark::x).toList());
    assertEquals(1, plot.curves().getFirst().points().size());
  }

  @Test
  void negativeValuesHaveAPlaceOnALinearAxisOnly() {
    CurvesView curves = view(curve(3, "limit", one(1e-1, -0.3)));
    assertEquals(1, plot(curves).marks().size());
    CurvePlot linear = CurvePlots.of(curves, scene(ALPHA, false, DEPTH, ENGINE), List.of());
    assertEquals(List.of(), linear.marks());
    assertEquals(-0.3, linear.curves().getFirst().points().getFirst().get(1));
  }

  @Test
  void engineDecidesTheStyleAndTheOtherAxesTheColour() {
    CurvePlot plot =
        plot(view(curve(3, "flow", one(1e-1, 0.3)), curve(3, "limit", one(1e-1, 0.3))));
    assertEquals(
        List.of(Style.FLOW, Style.MEASURED), plot.curves().stream().map(Curve::style).toList());
    plot.curves().forEach(curve -> assertEquals(1, curve.color()));
    assertEquals(List.of("D = 3"), plot.legend());
    assertEquals(
        List.of("D = 3 · flow", "D = 3 · exact limit"),
        plot.curves().stream().map(Curve::label).toList());
  }

  @Test
  void flowsAloneAreDrawnAsLines() {
    CurvePlot plot = plot(view(curve(3, "flow", one(1e-1, 0.3))));
    assertEquals(Style.MEASURED, plot.curves().getFirst().style());
  }

  /** A curve has its colour before those of other values are there, and keeps it. */
  @Test
  void coloursDoNotDependOnWhatHasEnded() {
    AxisView noise = axis("noise", false, 0, 0.1, 0.4);
    CurveScene scene = scene(ALPHA, true, noise, DEPTH);
    CurvesView.Curve late = curve("errorL1", Map.of("noise", 0.4, "depth", 3), one(1e-1, 1.0));
    CurvePlot plot = CurvePlots.of(view(late), scene, List.of());
    assertEquals(5, plot.curves().getFirst().color());
    assertEquals("noise = 0.4, D = 3", plot.curves().getFirst().name());
  }

  @Test
  void seedsMakeABandAndCountsGoAlong() {
    CurvesView curves =
        view(
            curve(2, "limit", several(1e-1, 0.3, 0.1, 0.4, 20, 3), several(1e-2, 0.1, 0, 1, 5, 0)));
    CurvePlot plot = plot(curves);
    assertEquals("quartiles", plot.band());
    List<Double> left = plot.curves().getFirst().points().getFirst();
    assertNull(left.get(2)); // 0 is below a logarithmic axis
    assertEquals(0.0, left.get(3));
    List<Double> right = plot.curves().getFirst().points().getLast();
    assertEquals(-1.0, right.get(2), 1e-7);
    assertEquals(List.of(20.0, 3.0, 0.0), right.subList(4, 7));
    assertTrue(
        CurveWords.key(curves, SCENE, plot).startsWith("median over seed · band: quartiles"));
  }

  @Test
  void boundsAreDrawnWhereThereIsNoBand() {
    var by = Map.<String, Object>of("depth", 2.0, "engine", "limit");
    CurvesView curves =
        view(
            curve(2, "limit", one(1e-1, 0.3)),
            curve("lower", by, one(1e-1, 0.1)),
            curve("upper", by, one(1e-1, 1.0)),
            curve("predicted", by, one(1e-1, 0.2)));
    CurvePlot plot = plot(curves);
    assertEquals("rigorous bounds, where both are positive", plot.band());
    List<Double> point = only(plot, Style.MEASURED).points().getFirst();
    assertEquals(List.of(-1.0, 0.0), point.subList(2, 4));
    assertEquals(Math.log10(0.2), only(plot, Style.PREDICTED).points().getFirst().get(1), 1e-7);
    assertEquals(-1, plot.y().min()); // the axis is that of the errors
  }

  @Test
  void leadingTermIsTheLineTheoryPredicts() {
    CurvePlot plot =
        CurvePlots.of(view(curve(2, "limit", one(1e-1, 0.3))), SCENE, List.of(rate(0, 0.5, 2.0)));
    for (List<Double> at : only(plot, Style.LEADING).points()) {
      assertEquals(Math.log10(2) + 0.5 * at.get(0), at.get(1), 1e-15);
    }
    assertEquals(-4.0, only(plot, Style.LEADING).points().getFirst().getFirst());
  }

  @Test
  void leadingTermOfSeveralProblemsIsTheMedianAtEveryDecade() {
    List<RateView> rates = List.of(rate(0, 0.5, 2.0), rate(1, 0.9, 1.0), rate(2, 0.1, 4.0));
    CurvePlot plot = CurvePlots.of(view(curve(2, "limit", one(1e-1, 0.3))), SCENE, rates);
    for (List<Double> at : only(plot, Style.LEADING).points()) {
      assertEquals(Math.log10(2) + 0.5 * at.get(0), at.get(1), 1e-15);
    }
  }

  /** Every curve has the leading term of its own problems, and none has that of others. */
  @Test
  void leadingTermsFollowTheAxesToldApart() {
    CurveScene scene = scene(ALPHA, true, axis("noise", false, 0, 1), DEPTH);
    CurvesView curves = view(curve("errorL1", Map.of("noise", 0, "depth", 2), one(0.1, 0.3)));
    List<RateView> rates =
        List.of(
            rate(0, 0.5, 2.0, Map.of("noise", 0.0)),
            rate(0, 0.1, 3.0, Map.of("noise", 1.0)),
            rate(0, 0.7, 4.0, Map.of()));
    List<Curve> lines =
        CurvePlots.of(curves, scene, rates).curves().stream()
            .filter(curve -> curve.style() == Style.LEADING)
            .toList();
    assertEquals(
        List.of("noise = 0, D = 2", "noise = 1, D = 2"), lines.stream().map(Curve::name).toList());
    assertEquals(Math.log10(2) - 2, lines.getFirst().points().getFirst().get(1), 1e-15);
  }

  @Test
  void sharesAreDrawnOfZerosAndOnes() {
    CurvesView curves = view(curve(2, "limit", share(1e-1, 0, 3, 1), share(1e-2, 0, 0, 4)));
    CurvePlot plot = CurvePlots.of(curves, scene(ALPHA, false, DEPTH, ENGINE), List.of());
    assertEquals("share", plot.statistic());
    assertEquals(
        List.of(0.0, 0.75), plot.curves().getFirst().points().stream().map(p -> p.get(1)).toList());
    assertEquals(1, plot.y().max());
  }

  @Test
  void aZeroOnTheAxisMakesItLinear() {
    AxisView noise = axis("noise", true, 0, 0.1, 0.4);
    CurvesView curves = view(curve("errorL1", Map.of(), one(0, 1.0), one(0.4, 2.0)));
    CurvePlot plot = CurvePlots.of(curves, scene(noise, true), List.of());
    assertNull(plot.x().decades());
    assertEquals(0.0, plot.curves().getFirst().points().getFirst().getFirst());
  }

  @Test
  void smallestScalesHaveTheirPlace() {
    AxisView tiny = axis("alpha", true, 1e-300);
    CurvePlot plot =
        CurvePlots.of(
            view(curve(2, "limit", one(1e-300, 2.1213203435596425e-150))),
            scene(tiny, true, DEPTH, ENGINE),
            List.of());
    assertEquals(-300.0, plot.curves().getFirst().points().getFirst().getFirst());
    assertEquals(
        Math.log10(2.1213203435596425e-150),
        plot.curves().getFirst().points().getFirst().get(1),
        1e-7);
  }

  /** What goes to a browser stays small, whatever a backend answers, and says so. */
  @Test
  void longCurvesAreThinnedAndSaySo() throws JsonProcessingException {
    CurvesView.Point[] many =
        IntStream.range(0, 10_000)
            .mapToObj(k -> one(Math.pow(10, -8.0 * k / 10_000), 1.0 + k % 7))
            .toArray(CurvesView.Point[]::new);
    CurvesView curves = view(curve(2, "limit", many));
    CurvePlot plot = plot(curves);
    assertTrue(plot.curves().getFirst().points().size() <= CurvePlots.MOST_POINTS + 2);
    assertTrue(CurveWords.key(curves, SCENE, plot).contains("of every stretch are drawn"));
    assertTrue(new ObjectMapper().writeValueAsBytes(plot).length < 200_000);
  }

  @Test
  void manyCurvesAreCutAndSaySo() throws JsonProcessingException {
    CurvesView.Point[] points =
        IntStream.range(0, 60)
            .mapToObj(k -> several(Math.pow(10, -k / 7.0), 1.1 / (k + 1), 0.1, 1.7, 20, 3))
            .toArray(CurvesView.Point[]::new);
    CurvesView curves =
        view(
            IntStream.range(0, 1_000)
                .mapToObj(seed -> curve("errorL1", Map.of("seed", seed), points))
                .toArray(CurvesView.Curve[]::new));
    AxisView seeds =
        axis("seed", false, IntStream.range(0, 1_000).mapToDouble(seed -> seed).toArray());
    CurveScene scene = scene(ALPHA, true, seeds);
    CurvePlot plot = CurvePlots.of(curves, scene, List.of());
    assertEquals(CurvePlots.MOST_CURVES, plot.curves().size());
    assertTrue(
        CurveWords.key(curves, scene, plot).contains("the first 100 of 1,000 curves are drawn"));
    assertTrue(new ObjectMapper().writeValueAsBytes(plot).length < 200_000);
  }

  private static CurvePlot plot(CurvesView curves) {
    return CurvePlots.of(curves, SCENE, List.of());
  }

  private static CurveScene scene(AxisView x, boolean logarithmic, AxisView... by) {
    return new CurveScene(
        x,
        null,
        measure("errorL1", "‖x − g*‖₁", logarithmic),
        logarithmic,
        List.of(by),
        List.of("seed"),
        Map.of("e", "One"));
  }

  private static RateView rate(long seed, double slope, double constant) {
    return rate(seed, slope, constant, Map.of());
  }

  private static RateView rate(
      long seed, double slope, double constant, Map<String, Double> parameters) {
    return new RateView(
        2,
        "limit",
        seed,
        slope,
        constant,
        null,
        null,
        null,
        null,
        null,
        0,
        List.of(),
        null,
        null,
        null,
        parameters);
  }

  private static Curve only(CurvePlot plot, Style style) {
    List<Curve> found = plot.curves().stream().filter(curve -> curve.style() == style).toList();
    assertEquals(1, found.size());
    return found.getFirst();
  }
}
