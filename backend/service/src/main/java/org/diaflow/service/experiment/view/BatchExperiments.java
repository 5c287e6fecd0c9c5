package org.diaflow.service.experiment.view;

import static org.diaflow.service.database.BlockingTransactions.await;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentView;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.experiment.store.ExperimentQueries;

/** The operations on experiments of a process that computes a single document. */
@ApplicationScoped
public class BatchExperiments {

  private final Experiments experiments;
  private final ExperimentQueries queries;
  private final Export export;

  BatchExperiments(Experiments experiments, ExperimentQueries queries, Export export) {
    this.experiments = experiments;
    this.queries = queries;
    this.export = export;
  }

  /** Takes up the experiment with {@code tag}, or submits {@code document} under it; its id. */
  public Uni<String> take(ExperimentDocument document, String tag) {
    var filter = new ExperimentQueries.Filter(null, tag, null, null);
    return queries
        .list(filter, new PageRequest(0, 1))
        .chain(
            earlier ->
                earlier.items().isEmpty()
                    ? experiments
                        .submit(tagged(document, tag), Ownership.PRIVATE)
                        .map(ExperimentView::id)
                    : Uni.createFrom().item(earlier.items().getFirst().id()));
  }

  private static ExperimentDocument tagged(ExperimentDocument document, String tag) {
    var tags = new ArrayList<>(Objects.requireNonNullElse(document.tags(), List.of()));
    tags.add(tag);
    return document.withTags(tags);
  }

  /** Writes everything about an experiment as a ZIP file. */
  public void export(String id, OutputStream output) throws IOException {
    await(experiments.view(id).chain(export::of)).write(output);
  }
}
