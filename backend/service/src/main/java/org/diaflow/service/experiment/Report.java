package org.diaflow.service.experiment;

import java.util.List;
import org.diaflow.engine.CellResult;

/** What a worker has to say about a run; the recorder writes it down in the order told. */
sealed interface Report {

  /** The first task of the run has begun. */
  record Started() implements Report {}

  /**
   * The problem of a seed has been certified.
   *
   * @param position position of the seed
   * @param seed the seed
   * @param predictions what theory predicts, one per depth
   */
  record Certified(int position, long seed, List<Prediction> predictions) implements Report {}

  /**
   * A cell has ended.
   *
   * @param index its position
   * @param result how
   */
  record Ended(int index, CellResult result) implements Report {}

  /**
   * The run cannot go on.
   *
   * @param reason a sentence on why
   */
  record Failed(String reason) implements Report {}
}
