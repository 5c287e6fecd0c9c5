package org.diaflow.measures;

import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/** 1 where x has the support of x* and its signs, else 0, see {@link RecoveredSupport}. */
final class ExactRecovery implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "exactRecovery",
          "S_x = S_*",
          "Exact recovery of the support",
          "dimensionless",
          Scale.LINEAR,
          Set.of(Need.PLANTED));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    return RecoveredSupport.of(state).exact() ? 1 : 0;
  }
}
