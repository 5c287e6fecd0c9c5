package org.diaflow.service.experiment.work;

import org.diaflow.spi.Budget;
import org.jspecify.annotations.Nullable;

/** A worker's slice on a range: can be told to end, and shows what is being computed. */
final class WorkSlice implements Budget {

  private final String experiment;
  private volatile boolean stopped;
  private volatile @Nullable CellActivity now;

  WorkSlice(String experiment) {
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
    now = new CellActivity(experiment, cell, null, null);
  }

  void sampled(int cell, double time, double[] values) {
    now = new CellActivity(experiment, cell, time, values.clone());
  }

  void end() {
    now = null;
  }

  @Nullable CellActivity now() {
    return now;
  }
}
