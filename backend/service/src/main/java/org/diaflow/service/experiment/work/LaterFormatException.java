package org.diaflow.service.experiment.work;

import org.diaflow.api.ApiError.FieldError;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.experiment.store.StoredExperiment;

/** An experiment was stored by a later version of Diaflow, which has to compute it. */
public final class LaterFormatException extends ApiException {

  private static final long serialVersionUID = 1L;

  private LaterFormatException(ApiException conflict) {
    super(conflict);
  }

  /** Throws it if {@code row} has a format that this version does not know. */
  public static void throwIfLater(StoredExperiment row) {
    if (row.format > StoredExperiment.FORMAT) {
      throw new LaterFormatException(
          ApiException.conflict(
              "Experiment %s was stored by a later version of Diaflow.".formatted(row.id),
              new FieldError(
                  "format",
                  String.valueOf(row.format),
                  "This version knows %d; use a later one.".formatted(StoredExperiment.FORMAT))));
    }
  }
}
