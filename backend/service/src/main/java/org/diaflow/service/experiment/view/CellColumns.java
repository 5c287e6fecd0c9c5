package org.diaflow.service.experiment.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ExperimentView;
import org.diaflow.engine.measure.Measure;
import org.diaflow.engine.measure.Measures;
import org.jspecify.annotations.Nullable;

/** The columns of a table of cells, in the order in which they are written. */
final class CellColumns {

  private static final String NONE = "";
  private static final String ONE = "dimensionless";
  private static final String OF_X = "units of x";
  private static final String SECONDS = "s";

  /** The columns that every experiment has. */
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

  /**
   * All columns of the cells of {@code experiment}: its axes and measures too. A parameter of the
   * generator that is called like another column, as ϱ may be, is {@code generator.rho}.
   */
  static List<Column> of(ExperimentView experiment, Measures measures) {
    var columns = new ArrayList<>(ALL);
    List<String> others =
        experiment.measures().stream().filter(name -> !isTaken(name, ALL)).toList();
    if (!experiment.problems().isEmpty()) {
      for (String name : experiment.problems().getFirst().parameters().keySet()) {
        boolean taken = others.contains(name) || isTaken(name, ALL);
        String title = taken ? "generator." + name : name;
        columns.add(new Column(title, ONE, cell -> cell.parameters().get(name)));
      }
    }
    for (String name : others) {
      Measure measure = measures.named(name);
      String unit = measure == null ? NONE : measure.quantity().unit();
      columns.add(new Column(name, unit, cell -> cell.measures().get(name)));
    }
    return columns;
  }

  private static boolean isTaken(String name, List<Column> columns) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  /** The names of {@code columns}. */
  static String[] names(List<Column> columns) {
    return columns.stream().map(Column::name).toArray(String[]::new);
  }

  /** A sentence with the unit of every column that has one. */
  static String units(List<Column> columns) {
    var units = new ArrayList<String>();
    for (Column column : columns) {
      if (!column.unit().isEmpty()) {
        units.add(column.name() + ": " + column.unit());
      }
    }
    return "Units: " + String.join("; ", units);
  }

  /** The fields of {@code cell}, as many as there are columns. */
  static List<@Nullable Object> fields(List<Column> columns, CellView cell) {
    Object[] fields = new Object[columns.size()];
    Arrays.setAll(fields, k -> columns.get(k).value().apply(cell));
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
