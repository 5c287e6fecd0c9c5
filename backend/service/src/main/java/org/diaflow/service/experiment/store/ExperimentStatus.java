package org.diaflow.service.experiment.store;

import java.time.Duration;
import java.time.Instant;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The status of an experiment: the part of its row that is looked up often.
 *
 * @param state its state
 * @param lastSequence number of its last event
 * @param done cells that have ended
 * @param total all cells
 * @param resumed when the work was last taken up, or null before that
 * @param doneBefore cells that had ended then
 */
public record ExperimentStatus(
    ExperimentState state,
    long lastSequence,
    int done,
    int total,
    @Nullable Instant resumed,
    int doneBefore) {

  /** How far it is; the speed is the mean since the work was last taken up. */
  public Progress progress() {
    if (state != ExperimentState.RUNNING || resumed == null || done == doneBefore) {
      return new Progress(done, total, null, null);
    }
    double seconds = Math.max(1e-3, Duration.between(resumed, Instant.now()).toNanos() / 1e9);
    double speed = (done - doneBefore) / seconds;
    return new Progress(done, total, speed, (total - done) / speed);
  }
}
