package org.diaflow.measures;

import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/** Part of the support of x* that x finds, see {@link RecoveredSupport}. */
final class SupportRecall implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "supportRecall",
          "|S_x ∩ S_*|/|S_*|",
          "Support recall",
          "dimensionless",
          Scale.LINEAR,
          Set.of(Need.PLANTED));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    return RecoveredSupport.of(state).recall();
  }
}
