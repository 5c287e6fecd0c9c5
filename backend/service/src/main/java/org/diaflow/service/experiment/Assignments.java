package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diaflow.engine.Work;
import org.diaflow.service.errors.ProblemException;

/** What experiments mean to the workers of this process; the last few are kept. */
@ApplicationScoped
class Assignments {

  private static final int KEPT = 32;

  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final DocumentReader documents;
  private final Map<String, Assignment> assignments = new RecentMap<>(KEPT);

  Assignments(ExperimentQueries queries, ExperimentStore store, DocumentReader documents) {
    this.queries = queries;
    this.store = store;
    this.documents = documents;
  }

  /**
   * What an experiment consists of.
   *
   * @param experiment its id
   * @param setup what its document means here
   * @param seeds its problems, by seed
   */
  record Assignment(String experiment, Setup setup, Map<Long, StoredSeed> seeds) {

    /** The problem of {@code cell}. */
    StoredSeed problem(Work cell) {
      return Objects.requireNonNull(seeds.get(cell.seed()));
    }
  }

  /**
   * The work of {@code experiment}; a {@link ProblemException} if it cannot be done here, for want
   * of a plug-in for instance.
   */
  synchronized Assignment of(String experiment) {
    Assignment known = assignments.get(experiment);
    if (known == null) {
      known = read(experiment);
      assignments.put(experiment, known);
    }
    return known;
  }

  private Assignment read(String experiment) {
    StoredExperiment row = queries.get(experiment);
    Map<Long, StoredSeed> seeds =
        queries.seeds(experiment).stream()
            .collect(Collectors.toMap(seed -> seed.seed, Function.identity()));
    return new Assignment(experiment, documents.setup(store.document(row)), seeds);
  }
}
