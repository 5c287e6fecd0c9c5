package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.EngineSpec;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** Names and colours of curves by their values on the axes told apart, the same at every moment. */
public final class CurveNames {

  /** So many curves later their looks recur. */
  private static final int MOST_COLORS = 8_000;

  private final List<AxisView> by;
  private final Map<String, String> experiments;

  /** Names in {@code scene}. */
  public CurveNames(CurveScene scene) {
    this.by = scene.by();
    this.experiments = scene.experiments();
  }

  /** The name in the legend, which curves that differ in their engine only have in common. */
  public String name(CurvesView.Curve curve) {
    var parts = new ArrayList<String>();
    if (experiments.size() > 1) {
      parts.add(experiments.getOrDefault(curve.experiment(), curve.experiment()));
    }
    for (AxisView axis : by) {
      Object value = curve.by().get(axis.name());
      if (!axis.name().equals(CurveScene.ENGINE) && value != null) {
        parts.add(part(axis.name(), value));
      }
    }
    if (parts.isEmpty()) {
      parts.add(engineName(engine(curve)));
    }
    return String.join(", ", parts);
  }

  /** The name with the engine, where it is told apart. */
  public String label(CurvesView.Curve curve) {
    String name = name(curve);
    String engine = engineName(engine(curve));
    return engine.equals(name) || !curve.by().containsKey(CurveScene.ENGINE)
        ? name
        : name + " · " + engine;
  }

  /** The number of the colour, from 0. */
  public int color(CurvesView.Curve curve) {
    long color = Math.max(0, List.copyOf(experiments.keySet()).indexOf(curve.experiment()));
    for (AxisView axis : by) {
      if (!axis.name().equals(CurveScene.ENGINE)) {
        color =
            (color * Math.max(1, axis.size()) + position(axis, curve.by().get(axis.name())))
                % MOST_COLORS;
      }
    }
    return (int) color;
  }

  /** The number of the marker, from 0; colours that recur have another one. */
  int symbol(CurvesView.Curve curve) {
    int color = color(curve);
    int engine =
        by.stream()
            .filter(axis -> axis.name().equals(CurveScene.ENGINE))
            .mapToInt(axis -> position(axis, curve.by().get(CurveScene.ENGINE)))
            .findFirst()
            .orElse(0);
    return color + color / 8 + Math.max(0, engine - 1);
  }

  /** Whether it is of integrated flows, told apart from exact limits. */
  static boolean isFlow(CurvesView.Curve curve) {
    String engine = engine(curve);
    return !engine.isEmpty() && !engine.equals(EngineSpec.LIMIT);
  }

  /** The engine of a curve, or an empty text where engines are not told apart. */
  static String engine(CurvesView.Curve curve) {
    Object engine = curve.by().get(CurveScene.ENGINE);
    return engine == null ? "" : engine.toString();
  }

  /** How an engine is called. */
  static String engineName(String engine) {
    return engine.isEmpty()
        ? "all cells"
        : engine.equals(EngineSpec.LIMIT) ? "exact limit" : engine;
  }

  /** A value of an axis: {@code D = 3}, {@code noise = 0.03}. */
  public static String part(String axis, Object value) {
    return "%s = %s".formatted(CurveScene.symbol(axis), text(value));
  }

  /** A value of an axis as text. */
  public static String text(Object value) {
    return value instanceof Number number ? Numbers.exact(number.doubleValue()) : value.toString();
  }

  private static int position(AxisView axis, @Nullable Object value) {
    for (int k = 0; k < axis.values().size(); k++) {
      if (same(axis.values().get(k), value)) {
        return k;
      }
    }
    return 0;
  }

  private static boolean same(Object one, @Nullable Object other) {
    return one instanceof Number a && other instanceof Number b
        ? a.doubleValue() == b.doubleValue()
        : one.equals(other);
  }
}
