package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.experiment.document.DocumentReader;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredExperiment;

/** The contexts of the experiments that workers of this process compute; the last few are kept. */
@ApplicationScoped
public class ExperimentContexts {

  private static final int KEPT = 32;

  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final DocumentReader documents;
  private final Map<String, ExperimentContext> contexts = new RecentMap<>(KEPT);

  ExperimentContexts(ExperimentQueries queries, ExperimentStore store, DocumentReader documents) {
    this.queries = queries;
    this.store = store;
    this.documents = documents;
  }

  /**
   * The context of {@code experiment}; an {@link ApiException} if it cannot be computed here
   * because a plug-in is missing, for instance.
   */
  public synchronized ExperimentContext of(String experiment) {
    ExperimentContext known = contexts.get(experiment);
    if (known == null) {
      known = read(experiment);
      contexts.put(experiment, known);
    }
    return known;
  }

  /** The definition of {@code experiment} if it is understood here. */
  public Optional<ExperimentDefinition> known(String experiment) {
    try {
      return Optional.of(of(experiment).definition());
    } catch (ApiException notUnderstoodHere) {
      return Optional.empty();
    }
  }

  private ExperimentContext read(String experiment) {
    StoredExperiment row = queries.get(experiment);
    LaterFormatException.throwIfLater(row);
    return new ExperimentContext(
        experiment, documents.definition(store.document(row)), queries.seeds(experiment));
  }
}
