package org.diaflow.measures;

import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/** Part of the support of x that is in that of x*, NaN for x = 0; see {@link RecoveredSupport}. */
final class SupportPrecision implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "supportPrecision",
          "|S_x ∩ S_*|/|S_x|",
          "Support precision",
          "dimensionless",
          Scale.LINEAR,
          Set.of(Need.PLANTED));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    RecoveredSupport support = RecoveredSupport.of(state);
    return (double) support.found() / support.ofX();
  }
}
