package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.plot.CurvePlot.Curve;
import org.diaflow.frontend.chart.plot.CurvePlot.Style;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.jspecify.annotations.Nullable;

/**
 * The leading terms C·α^rate of the error, one line for every curve: at every decade the median
 * over its problems.
 */
final class LeadingTerms {

  private static final String DEPTH = "depth";
  private static final String SEED = "seed";

  private final CurveScene scene;
  private final CurveNames names;
  private final Axis x;
  private final String engine;

  /** Terms of {@code engine}, empty for any, over the axis {@code x} of α. */
  LeadingTerms(CurveScene scene, Axis x, String engine) {
    this.scene = scene;
    this.names = new CurveNames(scene);
    this.x = x;
    this.engine = engine;
  }

  /** Adds the lines where each rate belongs to one curve. */
  void addTo(List<Curve> curves, List<RateView> rates) {
    if (!scene.x().name().equals("alpha")
        || x.decades() == null
        || scene.experiments().size() > 1) {
      return;
    }
    var ofCurves = new LinkedHashMap<Map<String, Object>, List<RateView>>();
    for (RateView rate : rates) {
      Map<String, Object> by = by(rate);
      if (by != null && isKnown(rate) && (engine.isEmpty() || rate.engine().equals(engine))) {
        ofCurves.computeIfAbsent(by, _ -> new ArrayList<>()).add(rate);
      }
    }
    ofCurves.forEach((by, own) -> curves.add(line(by, own)));
  }

  /** The place of a rate on the axes told apart, or null where it has none. */
  private @Nullable Map<String, Object> by(RateView rate) {
    var by = new LinkedHashMap<String, Object>();
    for (AxisView axis : scene.by()) {
      Object value =
          switch (axis.name()) {
            case DEPTH -> rate.depth();
            case SEED -> rate.seed();
            case CurveScene.ENGINE -> rate.engine();
            default -> rate.parameters().get(axis.name());
          };
      if (value == null) {
        return null;
      }
      by.put(axis.name(), value);
    }
    return by;
  }

  private Curve line(Map<String, Object> by, List<RateView> rates) {
    var curve = new CurvesView.Curve("", "", by, List.of());
    List<List<@Nullable Double>> points =
        IntStream.rangeClosed((int) x.min(), (int) x.max())
            .mapToObj(at -> Arrays.<@Nullable Double>asList((double) at, median(rates, at)))
            .toList();
    return new Curve(
        names.name(curve),
        names.name(curve) + " · leading term",
        names.color(curve),
        names.symbol(curve),
        Style.LEADING,
        points);
  }

  private static boolean isKnown(RateView rate) {
    return rate.constant() != null
        && LogAxis.hasPlace(rate.constant())
        && rate.predicted() != null
        && Double.isFinite(rate.predicted());
  }

  /** Median of log₁₀ of the leading terms at α = 10^{@code at}. */
  private static double median(List<RateView> rates, int at) {
    double[] sorted =
        rates.stream()
            .mapToDouble(rate -> Math.log10(or0(rate.constant())) + or0(rate.predicted()) * at)
            .sorted()
            .toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double or0(@Nullable Double known) {
    return known == null ? 0 : known;
  }
}
