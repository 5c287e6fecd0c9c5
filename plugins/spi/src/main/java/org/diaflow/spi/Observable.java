package org.diaflow.spi;

/**
 * A number of a state x: a measure of the end of a run, and along a flow a time series. Stateless:
 * one instance serves concurrent calls.
 */
public interface Observable {

  /** What it is, how it is shown and what has to be known for it. */
  Quantity quantity();

  /**
   * Its value, NaN where it is not defined.
   *
   * @param state has everything that {@link #quantity()} says is needed
   */
  double value(NetworkState state);
}
