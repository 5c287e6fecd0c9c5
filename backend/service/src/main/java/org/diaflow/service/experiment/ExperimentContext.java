package org.diaflow.service.experiment;

import java.util.Map;
import java.util.Objects;
import org.diaflow.engine.Work;

/**
 * An experiment as the workers of this process know it.
 *
 * @param experiment its id
 * @param setup what its document means here
 * @param seeds its problems, by seed
 */
record ExperimentContext(String experiment, Setup setup, Map<Long, StoredSeed> seeds) {

  /** The problem of {@code cell}. */
  StoredSeed problem(Work cell) {
    return Objects.requireNonNull(seeds.get(cell.seed()));
  }
}
