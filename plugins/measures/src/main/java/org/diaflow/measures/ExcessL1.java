package org.diaflow.measures;

import java.util.Objects;
import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/**
 * ‖x‖₁ − ‖g*‖₁, from x − g* entry by entry, so that nothing of the size of g* is subtracted: where
 * g*_j ≠ 0 and x_j has its sign, the entry adds sign(g*_j)·(x_j − g*_j).
 */
final class ExcessL1 implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "excessL1",
          "‖x‖₁ − ‖g*‖₁",
          "Excess of the ℓ¹ norm",
          "units of x",
          Scale.LOGARITHMIC,
          Set.of(Need.MINIMIZER));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    double[] minimizer = Objects.requireNonNull(state.minimizer());
    double[] error = Objects.requireNonNull(state.error());
    double excess = 0;
    for (int j = 0; j < error.length; j++) {
      boolean sameSign = Math.abs(error[j]) <= Math.abs(minimizer[j]);
      excess +=
          sameSign
              ? Math.signum(minimizer[j]) * error[j]
              : Math.abs(minimizer[j] + error[j]) - Math.abs(minimizer[j]);
    }
    return excess;
  }
}
