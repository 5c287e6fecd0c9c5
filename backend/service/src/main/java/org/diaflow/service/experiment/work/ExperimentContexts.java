package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.experiment.document.DocumentReader;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredCell;
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

  /**
   * What clients see of the cells of {@code experiment} that have ended, also where its document is
   * not understood here, because a plug-in is missing, for instance; nothing but the coordinates on
   * axes of its own is missing then.
   */
  public Function<StoredCell, CellView> viewer(String experiment) {
    try {
      return of(experiment)::view;
    } catch (ApiException notUnderstoodHere) {
      List<String> measures = store.document(queries.get(experiment)).measures();
      List<String> names = measures == null ? List.of() : measures;
      return cell -> cell.view(ProblemPoint.of(cell.seed()), names);
    }
  }

  private ExperimentContext read(String experiment) {
    StoredExperiment row = queries.get(experiment);
    LaterFormatException.throwIfLater(row);
    return new ExperimentContext(
        experiment, documents.definition(store.document(row)), queries.seeds(experiment));
  }
}
