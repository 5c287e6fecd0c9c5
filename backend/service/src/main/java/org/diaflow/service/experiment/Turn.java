package org.diaflow.service.experiment;

import org.diaflow.spi.Budget;
import org.jspecify.annotations.Nullable;

/** A worker's turn on a lane: can be told to end, and shows what is being computed. */
final class Turn implements Budget {

  private final String experiment;
  private volatile boolean stopped;
  private volatile @Nullable AtWork now;

  /**
   * What is being computed.
   *
   * @param experiment id of the experiment
   * @param index the cell
   * @param time newest recorded time of a flow that is watched, or null
   * @param values the observables then, or null
   */
  record AtWork(String experiment, int index, @Nullable Double time, double @Nullable [] values) {}

  Turn(String experiment) {
    this.experiment = experiment;
  }

  String experiment() {
    return experiment;
  }

  /** Tells the worker to drop what it does. */
  void stop() {
    stopped = true;
  }

  @Override
  public boolean exhausted() {
    return stopped;
  }

  void begin(int cell) {
    now = new AtWork(experiment, cell, null, null);
  }

  void sampled(int cell, double time, double[] values) {
    now = new AtWork(experiment, cell, time, values.clone());
  }

  void end() {
    now = null;
  }

  @Nullable AtWork now() {
    return now;
  }
}
