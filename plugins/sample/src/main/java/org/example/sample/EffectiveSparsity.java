package org.example.sample;

import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;

/** ‖x‖₁²/‖x‖₂²: the number of nonzero entries if all of them have the same size. */
final class EffectiveSparsity implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "effectiveSparsity",
          "‖x‖₁²/‖x‖₂²",
          "Effective sparsity",
          "dimensionless",
          Quantity.Scale.LINEAR,
          Set.of());

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    double sum = 0;
    double squares = 0;
    for (double entry : state.x()) {
      sum += Math.abs(entry);
      squares += entry * entry;
    }
    return sum * sum / squares;
  }
}
