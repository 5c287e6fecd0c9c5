package org.diaflow.service.experiment.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.jspecify.annotations.Nullable;

/** The columns of a table of cells, in the order in which they are written. */
final class CellColumns {

  private static final String NONE = "";
  private static final String ONE = "dimensionless";
  private static final String OF_X = "units of x";
  private static final String SECONDS = "s";

  /** All columns. */
  static final List<Column> ALL =
      List.of(
          new Column("index", NONE, CellView::index),
          new Column("depth", ONE, CellView::depth),
          new Column("alpha", "(units of x)^(1/D)", CellView::alpha),
          new Column("seed", NONE, CellView::seed),
          new Column("engine", NONE, CellView::engine),
          new Column("state", NONE, CellView::state),
          new Column("stopReason", NONE, CellView::stopReason),
          new Column("errorL1", OF_X, CellView::errorL1),
          new Column("limitErrorL1", OF_X, CellView::limitErrorL1),
          new Column("disagreement", ONE, CellView::disagreement),
          new Column("lower", OF_X, CellView::lower),
          new Column("upper", OF_X, CellView::upper),
          new Column("predicted", OF_X, CellView::predicted),
          new Column("predictedValid", NONE, CellView::predictedValid),
          new Column("residual", ONE, CellView::residual),
          new Column("steps", ONE, CellView::steps),
          new Column("time", "rescaled time", CellView::time),
          new Column("effectiveScale", "(units of x)^(1/D)", CellView::effectiveScale),
          new Column("projectionError", ONE, CellView::projectionError),
          new Column("seconds", SECONDS, CellView::seconds),
          new Column("problem", NONE, CellView::problem),
          new Column("advice", NONE, CellView::advice),
          run("tolerance", ONE, ComparisonView::tolerance),
          before("gap", ONE, ComparisonView.Accuracy::gap),
          before("relativeDistance", ONE, ComparisonView.Accuracy::relativeDistance),
          before("supportSize", ONE, ComparisonView.Accuracy::supportSize),
          before("distance", OF_X, ComparisonView.Accuracy::distance),
          after("purifiedResidual", ONE, ComparisonView.Accuracy::residual),
          after("purifiedGap", ONE, ComparisonView.Accuracy::gap),
          after("purifiedDistance", OF_X, ComparisonView.Accuracy::distance),
          after("purifiedRelativeDistance", ONE, ComparisonView.Accuracy::relativeDistance),
          after("purifiedSupportSize", ONE, ComparisonView.Accuracy::supportSize),
          run("purification", NONE, ComparisonView::purification),
          before("verdict", NONE, ComparisonView.Accuracy::verdict),
          after("purifiedVerdict", NONE, ComparisonView.Accuracy::verdict),
          run("certified", NONE, ComparisonView::certified),
          run("purificationSeconds", SECONDS, ComparisonView::purificationSeconds));

  private CellColumns() {}

  /**
   * A column.
   *
   * @param name its name, as in JSON where it is a field of a cell
   * @param unit its unit, {@code dimensionless}, or empty for what is no number with one
   * @param value what it says of a cell, null where there is nothing to say
   */
  record Column(String name, String unit, Function<CellView, @Nullable Object> value) {}

  /** The names of all columns. */
  static String[] names() {
    return ALL.stream().map(Column::name).toArray(String[]::new);
  }

  /** A sentence with the unit of every column that has one. */
  static String units() {
    var units = new ArrayList<String>();
    for (Column column : ALL) {
      if (!column.unit().isEmpty()) {
        units.add(column.name() + ": " + column.unit());
      }
    }
    return "Units: " + String.join("; ", units);
  }

  /** The fields of {@code cell}, as many as there are columns. */
  static List<@Nullable Object> fields(CellView cell) {
    Object[] fields = new Object[ALL.size()];
    Arrays.setAll(fields, k -> ALL.get(k).value().apply(cell));
    return Arrays.asList(fields);
  }

  private static Column run(
      String name, String unit, Function<ComparisonView, @Nullable Object> value) {
    return new Column(
        name, unit, cell -> cell.comparison() == null ? null : value.apply(cell.comparison()));
  }

  private static Column before(
      String name, String unit, Function<ComparisonView.Accuracy, @Nullable Object> value) {
    return run(name, unit, run -> run.before() == null ? null : value.apply(run.before()));
  }

  private static Column after(
      String name, String unit, Function<ComparisonView.Accuracy, @Nullable Object> value) {
    return run(name, unit, run -> run.after() == null ? null : value.apply(run.after()));
  }
}
