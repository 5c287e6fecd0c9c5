package org.diaflow.api;

/** Where an experiment stands. */
public enum ExperimentState {
  /** Waiting for a worker. */
  QUEUED,
  /** Cells are being computed. */
  RUNNING,
  /** All cells ended, whatever their outcome. */
  DONE,
  /** Paused; can be resumed. */
  STOPPED,
  /** Ended by the user for good. */
  CANCELLED,
  /** Could not run; the reason says why. */
  FAILED;

  /** Whether cells are computed, or will be as soon as a worker is free. */
  public boolean underWay() {
    return this == QUEUED || this == RUNNING;
  }

  /** Whether no further cell will be computed without a new request. */
  public boolean ended() {
    return this == DONE || this == CANCELLED || this == FAILED;
  }
}
