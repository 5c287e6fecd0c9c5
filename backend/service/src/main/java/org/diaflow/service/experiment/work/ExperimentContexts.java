package org.diaflow.service.experiment.work;

import io.smallrye.mutiny.Uni;
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
import org.jspecify.annotations.Nullable;

/** The contexts of the experiments that this process computes or shows; the last few are kept. */
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
   * because a plug-in is missing, for instance. Whoever asks while it is being read reads it too.
   */
  public Uni<ExperimentContext> of(String experiment) {
    @Nullable ExperimentContext known;
    synchronized (contexts) {
      known = contexts.get(experiment);
    }
    return known != null ? Uni.createFrom().item(known) : read(experiment).invoke(this::keep);
  }

  /** The definition of {@code experiment} if it is understood here. */
  public Uni<Optional<ExperimentDefinition>> known(String experiment) {
    return of(experiment)
        .map(context -> Optional.of(context.definition()))
        .onFailure(ApiException.class)
        .recoverWithItem(Optional.empty());
  }

  /**
   * What clients see of the cells of {@code experiment} that have ended, also where its document is
   * not understood here, because a plug-in is missing, for instance; nothing but the coordinates on
   * axes of its own is missing then.
   */
  public Uni<Function<StoredCell, CellView>> viewer(String experiment) {
    return of(experiment)
        .<Function<StoredCell, CellView>>map(context -> context::view)
        .onFailure(ApiException.class)
        .recoverWithUni(() -> queries.get(experiment).map(this::viewer));
  }

  private Function<StoredCell, CellView> viewer(StoredExperiment notUnderstoodHere) {
    List<String> measures = store.document(notUnderstoodHere).measures();
    List<String> names = measures == null ? List.of() : measures;
    return cell -> cell.view(ProblemPoint.of(cell.seed()), names);
  }

  private Uni<ExperimentContext> read(String experiment) {
    return queries
        .get(experiment)
        .invoke(LaterFormatException::throwIfLater)
        .chain(row -> documents.definition(store.document(row)))
        .chain(
            definition ->
                queries
                    .seeds(experiment)
                    .map(seeds -> new ExperimentContext(experiment, definition, seeds)));
  }

  private void keep(ExperimentContext context) {
    synchronized (contexts) {
      contexts.put(context.experiment(), context);
    }
  }
}
