package org.diaflow.engine.measure;

import java.util.Set;
import java.util.function.Function;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A number of the result of a cell.
 *
 * @param quantity what it means and how it is shown
 * @param observable the function of the state behind it, or null where it is none
 * @param source the jar it comes from, or {@code engine}
 * @param value its value, NaN where it is not defined, null where it is not available
 */
public record Measure(
    Quantity quantity,
    @Nullable Observable observable,
    String source,
    Function<CellResult, @Nullable Double> value) {

  /** Where the engine's own measures come from. */
  public static final String ENGINE = "engine";

  /** A measure of the engine itself. */
  static Measure of(
      String name,
      String symbol,
      String title,
      String unit,
      Quantity.Scale scale,
      Function<CellResult, @Nullable Double> value) {
    var quantity = new Quantity(name, symbol, title, unit, scale, Set.of());
    return new Measure(quantity, null, ENGINE, value);
  }

  /** The measure of {@code observable} at the end of a cell. */
  static Measure of(Observable observable, Quantity quantity, String source) {
    return new Measure(
        quantity, observable, source, result -> at(observable, quantity, result.state()));
  }

  /** Its name. */
  public String name() {
    return quantity.name();
  }

  /** The value of {@code observable} at {@code state}, null where what it needs is not known. */
  private static @Nullable Double at(
      Observable observable, Quantity quantity, @Nullable NetworkState state) {
    if (state == null || !quantity.needs().stream().allMatch(state::knows)) {
      return null;
    }
    try {
      return observable.value(state);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return null; // a plug-in costs its own number and nothing else
    }
  }

  /** Its value for {@code result}; null where it is not available, or a plug-in threw. */
  public @Nullable Double of(CellResult result) {
    return value.apply(result);
  }
}
