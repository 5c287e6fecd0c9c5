package org.diaflow.measures;

import java.util.Objects;
import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/** ‖x − g*‖₂. */
final class ErrorL2 implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "errorL2",
          "‖x − g*‖₂",
          "Error in ℓ²",
          "units of x",
          Scale.LOGARITHMIC,
          Set.of(Need.MINIMIZER));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    return Norms.norm2(Objects.requireNonNull(state.error()));
  }
}
