package org.diaflow.measures;

import java.util.Set;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Scale;

/** ½‖Ax − y‖². */
final class Loss implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "loss", "½‖Ax − y‖²", "Loss", "units of y, squared", Scale.LOGARITHMIC, Set.of());

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    double[] rest = new double[state.problem().rows()];
    state.problem().matrix().multiply(state.x(), rest);
    double norm = Norms.norm2(Norms.difference(rest, state.problem().observations()));
    return norm * norm / 2;
  }
}
