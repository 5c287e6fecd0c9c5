package org.diaflow.frontend.experiment.model;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.Comparator;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** A column of the table of cells: heading, text, exact text, order. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
public enum CellColumn {
  DEPTH("Depth", cell -> "D = " + Numbers.depth(cell.depth()), CellView::depth),
  ALPHA("α", cell -> Numbers.atMost(cell.alpha(), 6), CellView::alpha),
  SEED("seed", cell -> Long.toString(cell.seed()), CellView::seed),
  ENGINE("engine", CellView::engine, CellView::engine),
  ERROR("‖x − g*‖₁", cell -> Numbers.rounded(cell.errorL1(), 7), CellView::errorL1),
  LOWER("lower", cell -> Numbers.rounded(cell.lower(), 3), CellView::lower),
  UPPER("upper", cell -> Numbers.rounded(cell.upper(), 3), CellView::upper),
  PREDICTED("predicted", CellColumn::predicted, CellView::predicted),
  DISAGREEMENT(
      "flow / limit", cell -> Numbers.rounded(cell.disagreement(), 2), CellView::disagreement),
  STOPPED("stopped because", CellColumn::stopped, CellView::stopReason),
  TIME("time", cell -> Numbers.duration(cell.seconds()), CellView::seconds);

  private final String heading;
  private final Function<CellView, String> text;
  private final Function<CellView, ?> value;
  private final Comparator<CellView> order;

  <T extends Comparable<T>> CellColumn(
      String heading, Function<CellView, String> text, Function<CellView, @Nullable T> value) {
    this.heading = heading;
    this.text = text;
    this.value = value;
    this.order = comparing(value, nullsLast(naturalOrder()));
  }

  /** Its heading. */
  public String heading() {
    return heading;
  }

  /** The rounded text of {@code cell} in this column. */
  public String text(CellView cell) {
    return text.apply(cell);
  }

  /** The value with every digit, or null where the text says all. */
  public @Nullable String exact(CellView cell) {
    return value.apply(cell) instanceof Double number ? Numbers.exact(number) : null;
  }

  /** Ascending order of this column; what is missing comes last. */
  public Comparator<CellView> order() {
    return order;
  }

  private static String predicted(CellView cell) {
    String text = Numbers.rounded(cell.predicted(), 7);
    return Boolean.FALSE.equals(cell.predictedValid()) ? text + " (outside its range)" : text;
  }

  private static String stopped(CellView cell) {
    return cell.stopReason() == null ? Numbers.MISSING : cell.stopReason();
  }
}
