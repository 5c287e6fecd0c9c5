package org.diaflow.service.experiment.work;

import java.util.Map;
import java.util.Objects;
import org.diaflow.engine.plan.Cell;
import org.diaflow.service.experiment.document.ExperimentDefinition;
import org.diaflow.service.experiment.store.StoredSeed;

/**
 * An experiment as the workers of this process know it.
 *
 * @param experiment its id
 * @param definition the meaning of its document in this process
 * @param seeds its problems, by seed
 */
public record ExperimentContext(
    String experiment, ExperimentDefinition definition, Map<Long, StoredSeed> seeds) {

  /** The problem of {@code cell}. */
  StoredSeed problem(Cell cell) {
    return Objects.requireNonNull(seeds.get(cell.seed()));
  }
}
