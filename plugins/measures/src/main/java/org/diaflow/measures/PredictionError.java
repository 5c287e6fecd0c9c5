package org.diaflow.measures;

import java.util.Objects;
import java.util.Set;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.Quantity.Need;
import org.diaflow.spi.Quantity.Scale;

/**
 * ‖A'(x − x*)‖₂/√N' on N' fresh rows A' of the problem's distribution: the root mean square of what
 * x predicts wrongly, without noise.
 */
final class PredictionError implements Observable {

  private static final Quantity QUANTITY =
      new Quantity(
          "predictionError",
          "‖A'(x − x*)‖₂/√N'",
          "Prediction error on fresh rows",
          "units of y",
          Scale.LOGARITHMIC,
          Set.of(Need.PLANTED, Need.FRESH_ROWS));

  @Override
  public Quantity quantity() {
    return QUANTITY;
  }

  @Override
  public double value(NetworkState state) {
    Matrix rows = Objects.requireNonNull(state.freshRows());
    double[] predicted = new double[rows.rows()];
    rows.multiply(Norms.fromPlanted(state), predicted);
    return Norms.norm2(predicted) / Math.sqrt(rows.rows());
  }
}
