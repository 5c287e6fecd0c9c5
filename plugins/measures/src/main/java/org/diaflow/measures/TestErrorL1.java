package org.diaflow.measures;

import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/** ‖x − x*‖₁. */
final class TestErrorL1 implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "testErrorL1",
          "‖x − x*‖₁",
          "Test error in ℓ¹",
          "units of x",
          Scale.LOGARITHMIC,
          Set.of(Need.PLANTED));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    return Norms.norm1(Norms.fromPlanted(state));
  }
}
