package org.diaflow.frontend.experiment.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.frontend.chart.plot.CurveNames;
import org.diaflow.frontend.chart.plot.CurvePlots;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.diaflow.frontend.number.CsvText;
import org.jspecify.annotations.Nullable;

/** Curves as files: CSV with every number exact, and a pgfplots picture for a paper. */
public final class CurvesText {

  private CurvesText() {}

  private record Row(CurvesView.Curve curve, Point point) {}

  /** One line per point below a line of names, after RFC 4180. */
  public static String csv(CurvesView view) {
    var columns = new LinkedHashMap<String, Function<Row, @Nullable Object>>();
    columns.put("experiment", row -> row.curve().experiment());
    columns.put("measure", row -> row.curve().measure());
    view.curves().stream()
        .flatMap(curve -> curve.by().keySet().stream())
        .distinct()
        .forEach(
            axis ->
                columns.put(
                    axis,
                    row -> {
                      Object value = row.curve().by().get(axis);
                      return value == null ? null : CurveNames.text(value);
                    }));
    columns.put(view.query().x(), row -> row.point().x());
    String second = view.query().x2();
    if (second != null) {
      columns.put(second, row -> row.point().x2());
    }
    columns.putAll(numbers());
    List<Row> rows =
        view.curves().stream()
            .flatMap(curve -> curve.points().stream().map(point -> new Row(curve, point)))
            .toList();
    return CsvText.of(columns, rows);
  }

  private static Map<String, Function<Row, @Nullable Object>> numbers() {
    var numbers = new LinkedHashMap<String, Function<Row, @Nullable Object>>();
    numbers.put("median", row -> row.point().median());
    numbers.put("mean", row -> row.point().mean());
    numbers.put("lower", row -> row.point().lower());
    numbers.put("upper", row -> row.point().upper());
    numbers.put("least", row -> row.point().least());
    numbers.put("greatest", row -> row.point().greatest());
    numbers.put("count", row -> row.point().count());
    numbers.put("failed", row -> row.point().failed());
    numbers.put("notFinite", row -> row.point().notFinite());
    return numbers;
  }

  /** The medians of the measure shown as a plot with {@code caption} as a comment. */
  public static String pgfplots(String caption, CurvesView view, CurveScene scene) {
    String axis =
        "%saxis"
            .formatted(
                scene.x().logarithmic()
                    ? scene.logarithmic() ? "loglog" : "semilogx"
                    : scene.logarithmic() ? "semilogy" : "");
    var text = new StringBuilder();
    caption.lines().forEach(line -> text.append("% ").append(line).append('\n'));
    text.append(
        "\\begin{tikzpicture}\n\\begin{%s}[xlabel={%s}, ylabel={%s}, legend pos=south east]\n"
            .formatted(axis, latex(scene.x().name()), latex(scene.y().name())));
    var names = new CurveNames(scene);
    for (CurvesView.Curve curve : CurvePlots.measured(view, scene)) {
      text.append("\\addplot+ coordinates {")
          .append(coordinates(curve, scene.logarithmic()))
          .append("};\n\\addlegendentry{")
          .append(words(names.label(curve)))
          .append("}\n");
    }
    return text.append("\\end{%s}\n\\end{tikzpicture}\n".formatted(axis)).toString();
  }

  private static String coordinates(CurvesView.Curve curve, boolean logarithmic) {
    return curve.points().stream()
        .filter(point -> point.median() != null && (!logarithmic || point.median() > 0))
        .map(
            point ->
                "(%s,%s)"
                    .formatted(
                        CsvText.field(point.x()),
                        CsvText.field(Objects.requireNonNull(point.median()))))
        .collect(Collectors.joining(" "));
  }

  private static String latex(String name) {
    return switch (name) {
      case "alpha" -> "$\\alpha$";
      case "depth" -> "$D$";
      case "errorL1" -> "$\\|x^\\infty-g^*\\|_1$";
      default -> words(name);
    };
  }

  private static String words(String text) {
    return text.replaceAll("([_%&#$])", "\\\\$1").replace("·", ",").replace("α", "$\\alpha$");
  }
}
