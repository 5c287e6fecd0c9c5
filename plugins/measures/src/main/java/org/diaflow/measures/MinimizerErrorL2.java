package org.diaflow.measures;

import java.util.Objects;
import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/** ‖g* − x*‖₂: the test error of the minimizer, which no scale improves on for small α. */
final class MinimizerErrorL2 implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "minimizerErrorL2",
          "‖g* − x*‖₂",
          "Test error of the minimizer",
          "units of x",
          Scale.LOGARITHMIC,
          Set.of(Need.MINIMIZER, Need.PLANTED));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    double[] planted = Objects.requireNonNull(state.problem().planted());
    return Norms.norm2(Norms.difference(Objects.requireNonNull(state.minimizer()), planted));
  }
}
