package org.diaflow.api;

/** Where a cell stands. */
public enum CellState {
  /** Not yet computed. */
  QUEUED,
  /** Being computed. */
  RUNNING,
  /** Ended; {@code stopReason} says how. */
  DONE,
  /** Given up because the experiment was cancelled. */
  CANCELLED
}
