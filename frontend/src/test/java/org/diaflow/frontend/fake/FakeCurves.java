package org.diaflow.frontend.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diaflow.api.AxisView;
import org.diaflow.api.CellView;
import org.diaflow.api.CurvesQuery;
import org.diaflow.api.CurvesView;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.MeasureView;
import org.jspecify.annotations.Nullable;

/** Curves of cells in memory, as the service's database makes them. */
final class FakeCurves {

  private FakeCurves() {}

  /** Every measure. */
  static List<MeasureView> measures() {
    return List.of(
        measure("errorL1", "‖x − g*‖₁", "Error", true),
        measure("lower", "lower", "Lower bound", true),
        measure("upper", "upper", "Upper bound", true),
        measure("predicted", "predicted", "Refined prediction", true),
        measure("disagreement", "flow / limit", "Disagreement", true),
        measure("residual", "‖Ax − y‖/‖y‖", "Residual", true),
        measure("steps", "steps", "Steps", true),
        measure("seconds", "s", "Time", true),
        measure("testErrorL2", "‖x^∞ − x*‖₂", "Test error", true),
        measure("exactRecovery", "g* = x*", "Exact recovery", false),
        measure("rho", "ϱ", "ϱ", false));
  }

  private static MeasureView measure(String name, String symbol, String title, boolean log) {
    return new MeasureView(name, symbol, title, "dimensionless", log, List.of(), false, "engine");
  }

  /** What is kept of the cells of {@code document}. */
  static List<String> kept(ExperimentDocument document) {
    return switch (document.kind()) {
      case ExperimentDocument.PHASE_DIAGRAM -> List.of("exactRecovery", "rho");
      case ExperimentDocument.GENERALIZATION -> List.of("testErrorL2", "errorL1");
      default -> List.of("errorL1", "testErrorL2", "rho");
    };
  }

  /** What its kind shows first. */
  static CurvesQuery usual(ExperimentDocument document) {
    return switch (document.kind()) {
      case ExperimentDocument.PHASE_DIAGRAM ->
          new CurvesQuery("undersampling", "density", List.of("exactRecovery"), List.of());
      case ExperimentDocument.GENERALIZATION ->
          new CurvesQuery("alpha", null, List.of("testErrorL2"), List.of("depth"));
      default -> {
        var by = new ArrayList<String>(List.of("depth"));
        axes(document).stream()
            .filter(axis -> axis.size() > 1 && List.of("noise", "engine").contains(axis.name()))
            .forEach(axis -> by.add(axis.name()));
        yield new CurvesQuery("alpha", null, List.of("errorL1"), by);
      }
    };
  }

  /** Its axes. */
  static List<AxisView> axes(ExperimentDocument document) {
    var axes = new ArrayList<AxisView>();
    var problem = document.problem();
    if (problem != null && problem.generator() != null) {
      problem
          .generator()
          .parameters()
          .forEach((name, axis) -> axes.add(axis(name, false, List.copyOf(axis.expand()))));
    }
    axes.add(
        axis(
            "seed", false, document.seeds() == null ? List.of(0L) : List.copyOf(document.seeds())));
    if (!document.kind().equals(ExperimentDocument.PHASE_DIAGRAM)) {
      axes.add(axis("depth", false, List.copyOf(document.depths())));
      axes.add(axis("alpha", true, List.copyOf(document.alphas().expand())));
      List<EngineSpec> engines =
          document.engines() == null ? List.of(EngineSpec.limit()) : document.engines();
      List<Object> names = List.copyOf(engines.stream().map(EngineSpec::id).toList());
      axes.add(new AxisView("engine", false, false, names.size(), names));
    }
    return axes;
  }

  private static AxisView axis(String name, boolean logarithmic, List<Object> values) {
    return new AxisView(name, true, logarithmic, values.size(), values);
  }

  /** The curves of {@code cells}, by id of their experiment, that {@code query} asks for. */
  static CurvesView of(
      ExperimentDocument document,
      Map<String, List<CellView>> cells,
      Map<String, List<String>> query) {
    CurvesQuery usual = usual(document);
    String x = query.getOrDefault("x", List.of(usual.x())).getFirst();
    String x2 = query.containsKey("x2") ? query.get("x2").getFirst() : null;
    List<String> y = words(query, "y", usual.y());
    List<String> by = words(query, "by", usual.by());
    String band = query.getOrDefault("band", List.of("quartiles")).getFirst();
    var curves = new ArrayList<CurvesView.Curve>();
    cells.forEach(
        (id, own) -> {
          for (String measure : y) {
            var groups = new LinkedHashMap<Map<String, Object>, List<CellView>>();
            for (CellView cell : own) {
              var key = new LinkedHashMap<String, Object>();
              by.forEach(axis -> key.put(axis, place(axis, cell)));
              groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(cell);
            }
            groups.forEach(
                (key, group) ->
                    curves.add(
                        new CurvesView.Curve(
                            id, measure, key, points(group, measure, x, x2, band))));
          }
        });
    List<String> over =
        axes(document).stream()
            .map(AxisView::name)
            .filter(name -> !name.equals(x) && !name.equals(x2) && !by.contains(name))
            .toList();
    return new CurvesView(new CurvesQuery(x, x2, y, by), over, band, curves, null);
  }

  private static List<CurvesView.Point> points(
      List<CellView> cells, String measure, String x, @Nullable String x2, String band) {
    var places = new TreeMap<Double, Map<Double, List<CellView>>>();
    for (CellView cell : cells) {
      places
          .computeIfAbsent(number(x, cell), _ -> new TreeMap<>())
          .computeIfAbsent(x2 == null ? 0.0 : number(x2, cell), _ -> new ArrayList<>())
          .add(cell);
    }
    var points = new ArrayList<CurvesView.Point>();
    places.forEach(
        (at, row) ->
            row.forEach(
                (second, own) ->
                    points.add(point(own, measure, at, x2 == null ? null : second, band))));
    return points;
  }

  private static CurvesView.Point point(
      List<CellView> cells, String measure, double x, @Nullable Double x2, String band) {
    int failed = 0;
    int notFinite = 0;
    var finite = new ArrayList<Double>();
    for (CellView cell : cells) {
      Double value = cell.measures().get(measure);
      if (value == null || "budget".equals(cell.stopReason())) {
        failed++;
      } else if (!Double.isFinite(value)) {
        notFinite++;
      } else {
        finite.add(value);
      }
    }
    double[] sorted = finite.stream().mapToDouble(v -> v).sorted().toArray();
    int n = sorted.length;
    boolean banded = n > 0 && !band.equals("none");
    boolean quartiles = band.equals("quartiles");
    return new CurvesView.Point(
        x,
        x2,
        n == 0 ? null : Double.valueOf(quantile(sorted, 0.5)),
        n == 0 ? null : Double.valueOf(Arrays.stream(sorted).average().orElseThrow()),
        banded ? Double.valueOf(quantile(sorted, quartiles ? 0.25 : 0)) : null,
        banded ? Double.valueOf(quantile(sorted, quartiles ? 0.75 : 1)) : null,
        n == 0 ? null : Double.valueOf(sorted[0]),
        n == 0 ? null : Double.valueOf(sorted[n - 1]),
        n,
        failed,
        notFinite);
  }

  private static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static double number(String axis, CellView cell) {
    return ((Number) place(axis, cell)).doubleValue();
  }

  private static Object place(String axis, CellView cell) {
    return switch (axis) {
      case "depth" -> cell.depth();
      case "alpha" -> cell.alpha();
      case "seed" -> cell.seed();
      case "engine" -> cell.engine();
      default -> cell.parameters().get(axis);
    };
  }

  private static List<String> words(
      Map<String, List<String>> query, String name, List<String> usual) {
    return query.containsKey(name)
        ? Arrays.stream(query.get(name).getFirst().split(","))
            .filter(word -> !word.isEmpty())
            .toList()
        : usual;
  }
}
