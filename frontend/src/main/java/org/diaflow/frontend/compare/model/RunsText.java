package org.diaflow.frontend.compare.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ComparisonView.Accuracy;
import org.diaflow.frontend.number.CsvText;
import org.jspecify.annotations.Nullable;

/** Runs as a CSV file with every number exact. */
public final class RunsText {

  private static final Map<String, Function<CellView, @Nullable Object>> COLUMNS = columns();

  private RunsText() {}

  /** One line per run below a line of names, after RFC 4180. */
  public static String csv(List<CellView> cells) {
    return CsvText.of(COLUMNS, cells);
  }

  private static Map<String, Function<CellView, @Nullable Object>> columns() {
    var columns = new LinkedHashMap<String, Function<CellView, @Nullable Object>>();
    columns.put("index", CellView::index);
    columns.put("seed", CellView::seed);
    columns.put("solver", CellView::engine);
    columns.put("tolerance", of(ComparisonView::tolerance));
    columns.put("stopReason", CellView::stopReason);
    columns.put("seconds", CellView::seconds);
    columns.put("residual", before(Accuracy::residual));
    columns.put("gap", before(Accuracy::gap));
    columns.put("distance", before(Accuracy::distance));
    columns.put("relativeDistance", before(Accuracy::relativeDistance));
    columns.put("supportSize", before(Accuracy::supportSize));
    columns.put("verdict", before(Accuracy::verdict));
    columns.put("certified", of(ComparisonView::certified));
    columns.put("purificationSeconds", of(ComparisonView::purificationSeconds));
    columns.put("purifiedDistance", after(Accuracy::distance));
    columns.put("purifiedSupportSize", after(Accuracy::supportSize));
    columns.put("purifiedVerdict", after(Accuracy::verdict));
    columns.put("advice", CellView::advice);
    return columns;
  }

  private static Function<CellView, @Nullable Object> of(
      Function<ComparisonView, @Nullable Object> value) {
    return cell -> cell.comparison() == null ? null : value.apply(cell.comparison());
  }

  private static Function<CellView, @Nullable Object> before(
      Function<Accuracy, @Nullable Object> value) {
    return of(run -> run.before() == null ? null : value.apply(run.before()));
  }

  private static Function<CellView, @Nullable Object> after(
      Function<Accuracy, @Nullable Object> value) {
    return of(run -> run.after() == null ? null : value.apply(run.after()));
  }
}
