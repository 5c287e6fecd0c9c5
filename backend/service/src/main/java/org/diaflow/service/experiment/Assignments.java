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
  private final Map<String, ExperimentContext> assignments = new RecentMap<>(KEPT);

  Assignments(ExperimentQueries queries, ExperimentStore store, DocumentReader documents) {
    this.queries = queries;
    this.store = store;
    this.documents = documents;
  }

  /**
   * The work of {@code experiment}; a {@link ProblemException} if it cannot be done here, for want
   * of a plug-in for instance.
   */
  synchronized ExperimentContext of(String experiment) {
    ExperimentContext known = assignments.get(experiment);
    if (known == null) {
      known = read(experiment);
      assignments.put(experiment, known);
    }
    return known;
  }

  private ExperimentContext read(String experiment) {
    StoredExperiment row = queries.get(experiment);
    Map<Long, StoredSeed> seeds =
        queries.seeds(experiment).stream()
            .collect(Collectors.toMap(seed -> seed.seed, Function.identity()));
    return new ExperimentContext(experiment, documents.setup(store.document(row)), seeds);
  }
}
