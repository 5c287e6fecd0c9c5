package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.diaflow.api.AxisView;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table of cells.
 *
 * @param key its name, unique in the table
 * @param heading its heading
 * @param title what the heading stands for
 * @param text the text of a cell
 * @param exact the value with every digit, or what else there is to say of it; null if nothing
 */
public record CellColumn(
    String key,
    String heading,
    String title,
    Function<CellView, String> text,
    Function<CellView, @Nullable String> exact) {

  /** The column that says why a cell ended. */
  public static final String STOPPED = "stopped";

  private static final String ERROR = "errorL1";

  /** The columns of {@code experiment}: axes with several values, kept measures, how it ended. */
  public static List<CellColumn> of(ExperimentView experiment, CurveOffer offer) {
    var columns = new ArrayList<CellColumn>();
    columns.add(column("index", "cell", cell -> cell.index() + 1));
    experiment.axes().stream()
        .filter(axis -> axis.size() > 1)
        .forEach(axis -> columns.add(ofAxis(axis)));
    measures(experiment, offer).forEach(measure -> columns.add(ofMeasure(measure)));
    columns.add(
        new CellColumn(
            STOPPED, "stopped because", "why it ended", CellColumn::stopped, CellView::advice));
    columns.add(
        new CellColumn(
            "time",
            "time",
            "seconds of computation",
            cell -> Numbers.duration(cell.seconds()),
            cell -> exactly(cell.seconds())));
    return List.copyOf(columns);
  }

  /** The kept measures; the error before all others where the cells have one. */
  private static List<MeasureView> measures(ExperimentView experiment, CurveOffer offer) {
    var names = new ArrayList<String>();
    if (!Networks.scales(experiment.document()).isEmpty()) {
      names.add(ERROR);
    }
    names.addAll(experiment.measures());
    if (offer.flows()) {
      names.add(CurveOffer.DISAGREEMENT);
    }
    return names.stream()
        .distinct()
        .filter(name -> !name.equals("seconds"))
        .map(offer::measure)
        .toList();
  }

  private static CellColumn ofAxis(AxisView axis) {
    return column(axis.name(), CurveScene.symbol(axis.name()), cell -> place(axis.name(), cell));
  }

  private static CellColumn ofMeasure(MeasureView measure) {
    Function<CellView, @Nullable Double> value = cell -> value(measure.name(), cell);
    return new CellColumn(
        measure.name(),
        measure.symbol(),
        measure.title(),
        cell -> rounded(value.apply(cell)),
        cell -> exactly(value.apply(cell)));
  }

  private static CellColumn column(
      String key, String heading, Function<CellView, @Nullable Object> place) {
    return new CellColumn(
        key,
        heading,
        CurveScene.title(key),
        cell ->
            switch (place.apply(cell)) {
              case null -> Numbers.MISSING;
              case Double number -> Numbers.atMost(number, 6);
              case Object word -> word.toString();
            },
        cell -> place.apply(cell) instanceof Double number ? Numbers.exact(number) : null);
  }

  /** Where {@code cell} is on the axis {@code name}. */
  private static @Nullable Object place(String name, CellView cell) {
    return switch (name) {
      case "depth" -> cell.depth();
      case "alpha" -> cell.alpha();
      case "seed" -> cell.seed();
      case "engine", "solver" -> cell.engine();
      case "problem" -> cell.problem();
      default -> cell.parameters().get(name);
    };
  }

  /** The measure {@code name} of {@code cell}; cells of an older backend have it by itself. */
  private static @Nullable Double value(String name, CellView cell) {
    if (cell.measures().containsKey(name)) {
      return cell.measures().get(name);
    }
    return switch (name) {
      case ERROR -> cell.errorL1();
      case CurveOffer.DISAGREEMENT -> cell.disagreement();
      case "lower" -> cell.lower();
      case "upper" -> cell.upper();
      case "predicted" -> cell.predicted();
      case "residual" -> cell.residual();
      default -> null;
    };
  }

  private static String stopped(CellView cell) {
    String reason = cell.stopReason();
    if (reason != null) {
      return reason;
    }
    return cell.state() == CellState.DONE
        ? Numbers.MISSING
        : Objects.toString(cell.state()).toLowerCase(java.util.Locale.ROOT);
  }

  /** Seven digits, but no more than a whole number has. */
  private static String rounded(@Nullable Double value) {
    return value != null && value == Math.rint(value) && Math.abs(value) < 1e7
        ? Numbers.exact(value)
        : Numbers.rounded(value, 7);
  }

  private static @Nullable String exactly(@Nullable Double value) {
    return value == null ? null : Numbers.exact(value);
  }
}
