package org.diaflow.frontend.experiment.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diaflow.api.CellView;
import org.diaflow.api.EngineSpec;
import org.diaflow.frontend.number.CsvText;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** Cells as files: CSV with every number exact, and a pgfplots picture for a paper. */
public final class CellsText {

  private static final Map<String, Function<CellView, @Nullable Object>> COLUMNS = columns();

  private CellsText() {}

  /** One line per cell below a line of names, after RFC 4180. */
  public static String csv(List<CellView> cells) {
    return CsvText.of(COLUMNS, cells);
  }

  /** A log–log plot of the errors with {@code caption} as a comment. */
  public static String pgfplots(String caption, List<CellView> cells) {
    var text = new StringBuilder();
    caption.lines().forEach(line -> text.append("% ").append(line).append('\n'));
    text.append(
        """
        \\begin{tikzpicture}
        \\begin{loglogaxis}[xlabel={$\\alpha$}, ylabel={$\\|x^\\infty-g^*\\|_1$}, legend pos=south east]
        """);
    curves(cells)
        .forEach(
            (name, curve) ->
                text.append("\\addplot+ coordinates {")
                    .append(coordinates(curve))
                    .append("};\n\\addlegendentry{")
                    .append(name)
                    .append("}\n"));
    return text.append("\\end{loglogaxis}\n\\end{tikzpicture}\n").toString();
  }

  private static Map<String, List<CellView>> curves(List<CellView> cells) {
    return cells.stream()
        .filter(cell -> cell.errorL1() != null && cell.errorL1() > 0 && cell.errorL1() < 1 / 0.0)
        .collect(Collectors.groupingBy(CellsText::curve, LinkedHashMap::new, Collectors.toList()));
  }

  private static String curve(CellView cell) {
    String engine = cell.engine().equals(EngineSpec.LIMIT) ? "exact limit" : cell.engine();
    return "$D=%s$, %s, seed %d".formatted(Numbers.depth(cell.depth()), engine, cell.seed());
  }

  private static String coordinates(List<CellView> curve) {
    return curve.stream()
        .map(
            cell -> "(%s,%s)".formatted(CsvText.field(cell.alpha()), CsvText.field(cell.errorL1())))
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Function<CellView, @Nullable Object>> columns() {
    var columns = new LinkedHashMap<String, Function<CellView, @Nullable Object>>();
    columns.put("index", CellView::index);
    columns.put("depth", CellView::depth);
    columns.put("alpha", CellView::alpha);
    columns.put("seed", CellView::seed);
    columns.put("engine", CellView::engine);
    columns.put("stopReason", CellView::stopReason);
    columns.put("errorL1", CellView::errorL1);
    columns.put("limitErrorL1", CellView::limitErrorL1);
    columns.put("disagreement", CellView::disagreement);
    columns.put("lower", CellView::lower);
    columns.put("upper", CellView::upper);
    columns.put("predicted", CellView::predicted);
    columns.put("predictedValid", CellView::predictedValid);
    columns.put("residual", CellView::residual);
    columns.put("steps", CellView::steps);
    columns.put("time", CellView::time);
    columns.put("effectiveScale", CellView::effectiveScale);
    columns.put("projectionError", CellView::projectionError);
    columns.put("seconds", CellView::seconds);
    columns.put("advice", CellView::advice);
    return columns;
  }
}
