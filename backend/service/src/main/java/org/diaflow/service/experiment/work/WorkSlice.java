package org.diaflow.service.experiment.work;

import org.diaflow.spi.Budget;
import org.jspecify.annotations.Nullable;

/** The time slice of a worker on a cell range: can be stopped, and shows what is being computed. */
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

  /** Asks the worker to stop before the next cell, and the cell to end early. */
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
