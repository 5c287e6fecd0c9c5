package org.diaflow.frontend.chart.plot;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.plot.CurvePlot.Curve;
import org.diaflow.frontend.chart.plot.CurvePlot.Style;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Mark;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The maker of the plot of a measure against an axis out of aggregated curves. */
public final class CurvePlots {

  /** Most points drawn; of more, the smallest and the largest of every stretch are. */
  public static final int MOST_POINTS = 2_000;

  /** Most curves drawn. */
  static final int MOST_CURVES = 100;

  /** Most marks drawn on the edge. */
  static final int MOST_MARKS = 200;

  /** Names of the measures that bound the error and predict it. */
  public static final List<String> THEORY = List.of("lower", "upper", "predicted");

  private static final String LOWER = THEORY.get(0);
  private static final String UPPER = THEORY.get(1);
  private static final String PREDICTED = THEORY.get(2);
  private static final String BOUNDS = "rigorous bounds, where both are positive";

  private final CurvesView view;
  private final CurveScene scene;
  private final CurveNames names;
  private final List<CurvesView.Curve> curves;
  private final CurveValues values;
  private final String leader;
  private final boolean bounds;
  private final PlotAxis x;
  private final PlotAxis y;

  private CurvePlots(CurvesView view, CurveScene scene) {
    this.view = view;
    this.scene = scene;
    this.names = new CurveNames(scene);
    this.curves = measured(view, scene).stream().limit(MOST_CURVES).toList();
    this.values = CurveValues.of(curves, scene.logarithmic());
    this.leader = leader(curves);
    this.bounds = !isBanded(view, curves) && has(LOWER) && has(UPPER);
    this.x =
        PlotAxis.of(
            scene.x().logarithmic(),
            Stream.concat(curves.stream().flatMap(c -> c.points().stream()).map(Point::x), places())
                .mapToDouble(Double::doubleValue));
    this.y = new PlotAxis(scene.logarithmic() && !values.shares());
  }

  /**
   * The plot of {@code view}.
   *
   * @param rates slopes of the curves, whose leading terms are drawn where they belong; empty for
   *     none
   */
  public static CurvePlot of(CurvesView view, CurveScene scene, List<RateView> rates) {
    return new CurvePlots(view, scene).plot(rates);
  }

  /** The curves of the measure shown, those with points only. */
  public static List<CurvesView.Curve> measured(CurvesView view, CurveScene scene) {
    return view.curves().stream()
        .filter(curve -> curve.measure().equals(scene.y().name()) && !curve.points().isEmpty())
        .toList();
  }

  private CurvePlot plot(List<RateView> rates) {
    var drawn = new ArrayList<Curve>();
    Axis across =
        x.covering(
            CurveScene.title(scene.x().name()),
            Stream.concat(places(), curves.stream().flatMap(c -> c.points().stream()).map(Point::x))
                .mapToDouble(Double::doubleValue));
    Axis up = upwards();
    if (scene.logarithmic() && scene.y().name().equals("errorL1")) {
      new LeadingTerms(scene, across, leader).addTo(drawn, rates);
    }
    theory(PREDICTED).forEach(curve -> drawn.add(predicted(curve)));
    curves.forEach(curve -> drawn.add(measured(curve)));
    drawn.sort(comparing(Curve::style).reversed());
    List<Curve> kept = drawn.stream().filter(curve -> !curve.points().isEmpty()).toList();
    List<Mark> marks = curves.stream().flatMap(this::marks).limit(MOST_MARKS).toList();
    var legend = new LinkedHashSet<String>();
    curves.stream().sorted(comparing(names::color)).forEach(c -> legend.add(names.name(c)));
    return new CurvePlot(across, up, values.statistic(), band(), kept, marks, List.copyOf(legend));
  }

  private Stream<Double> places() {
    return scene.x().values().stream()
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue());
  }

  private Axis upwards() {
    String name = values.shares() ? "share with " + scene.y().symbol() : scene.y().symbol();
    if (values.shares()) {
      return new Axis(name, null, 0, 1);
    }
    return y.covering(
        name,
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .flatMap(
                point ->
                    bounds
                        ? Stream.of(values.of(point))
                        : Stream.of(values.of(point), point.lower(), point.upper()))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue));
  }

  private @Nullable String band() {
    if (bounds) {
      return BOUNDS;
    }
    return isBanded(view, curves) && !values.shares() ? view.band() : null;
  }

  private Curve measured(CurvesView.Curve curve) {
    List<Point> lower = bounds ? companion(curve, LOWER) : List.of();
    List<Point> upper = bounds ? companion(curve, UPPER) : List.of();
    List<List<@Nullable Double>> points =
        curve.points().stream()
            .filter(point -> hasPlace(values.of(point)))
            .sorted(comparingDouble(Point::x))
            .map(
                point ->
                    bounds
                        ? point(point, valueAt(lower, point.x()), valueAt(upper, point.x()))
                        : values.shares()
                            ? point(point, null, null)
                            : point(point, point.lower(), point.upper()))
            .toList();
    return new Curve(
        names.name(curve),
        names.label(curve),
        names.color(curve),
        names.symbol(curve),
        CurveNames.isFlow(curve) && hasLimits() ? Style.FLOW : Style.MEASURED,
        Thinning.of(points, most()));
  }

  private boolean hasLimits() {
    return leader.equals(EngineSpec.LIMIT);
  }

  private List<@Nullable Double> point(
      Point point, @Nullable Double lower, @Nullable Double upper) {
    boolean banded =
        lower != null && upper != null && hasPlace(upper) && (hasPlace(lower) || !bounds);
    return Arrays.asList(
        x.position(point.x()),
        y.position(Objects.requireNonNull(values.of(point))),
        banded && hasPlace(lower)
            ? Double.valueOf(y.position(Objects.requireNonNull(lower)))
            : null,
        banded ? Double.valueOf(y.position(Objects.requireNonNull(upper))) : null,
        (double) point.count(),
        (double) point.failed(),
        (double) point.notFinite());
  }

  private Curve predicted(CurvesView.Curve curve) {
    List<List<@Nullable Double>> points =
        curve.points().stream()
            .filter(point -> hasPlace(point.median()))
            .sorted(comparingDouble(Point::x))
            .map(
                point ->
                    Arrays.<@Nullable Double>asList(
                        x.position(point.x()), y.position(Objects.requireNonNull(point.median()))))
            .toList();
    return new Curve(
        names.name(curve),
        names.name(curve) + " · refined prediction",
        names.color(curve),
        names.symbol(curve),
        Style.PREDICTED,
        Thinning.of(points, most()));
  }

  /** Values that have no place: zeros below, what is negative, not finite or missing above. */
  private Stream<Mark> marks(CurvesView.Curve curve) {
    return curve.points().stream()
        .filter(point -> !hasPlace(values.of(point)))
        .map(
            point -> {
              Double value = values.of(point);
              boolean top = value == null || value != 0;
              return new Mark(
                  names.name(curve),
                  names.color(curve),
                  x.position(point.x()),
                  top,
                  List.of(
                      names.label(curve),
                      CurveNames.part(scene.x().name(), point.x()),
                      "%s = %s"
                          .formatted(
                              scene.y().symbol(),
                              value == null ? "no value" : Numbers.exact(value)),
                      "%d failed, %d not finite".formatted(point.failed(), point.notFinite())));
            });
  }

  private int most() {
    return Math.max(8, MOST_POINTS / Math.max(1, curves.size()));
  }

  private boolean hasPlace(@Nullable Double value) {
    return value != null && y.hasPlace(value);
  }

  private boolean has(String measure) {
    return view.curves().stream().anyMatch(curve -> curve.measure().equals(measure));
  }

  /** The curves of a measure that theory gives, which is the same for all engines. */
  private List<CurvesView.Curve> theory(String measure) {
    return view.curves().stream()
        .filter(curve -> curve.measure().equals(measure) && !measure.equals(scene.y().name()))
        .filter(curve -> CurveNames.engine(curve).equals(leader))
        .limit(MOST_CURVES)
        .toList();
  }

  private List<Point> companion(CurvesView.Curve curve, String measure) {
    return !CurveNames.engine(curve).equals(leader)
        ? List.of()
        : view.curves().stream()
            .filter(other -> other.measure().equals(measure))
            .filter(
                other ->
                    other.by().equals(curve.by()) && other.experiment().equals(curve.experiment()))
            .findFirst()
            .map(CurvesView.Curve::points)
            .orElse(List.of());
  }

  private static @Nullable Double valueAt(List<Point> points, double place) {
    return points.stream()
        .filter(point -> point.x() == place)
        .findFirst()
        .map(Point::median)
        .orElse(null);
  }

  /** Whether some point has a band wider than nothing. */
  private static boolean isBanded(CurvesView view, List<CurvesView.Curve> curves) {
    return !view.band().equals("none")
        && curves.stream()
            .flatMap(curve -> curve.points().stream())
            .anyMatch(point -> point.count() > 1);
  }

  /** The engine whose curves carry the theory: the exact limit, else the first by name. */
  private static String leader(List<CurvesView.Curve> curves) {
    return curves.stream()
        .map(CurveNames::engine)
        .min(comparing((String engine) -> !engine.equals(EngineSpec.LIMIT)).thenComparing(e -> e))
        .orElse("");
  }
}
