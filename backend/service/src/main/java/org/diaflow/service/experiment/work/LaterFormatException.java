package org.diaflow.service.experiment.work;

import org.diaflow.service.experiment.store.StoredExperiment;

/** An experiment was stored by a later version of Diaflow, which has to compute it. */
public final class LaterFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LaterFormatException(String experiment, int format) {
    super(
        "Experiment %s is stored in format %d, this version knows %d; use a later one."
            .formatted(experiment, format, StoredExperiment.FORMAT));
  }
}
