package org.diaflow.service.experiment.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentSummary;
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
  public String take(ExperimentDocument document, String tag) {
    var filter = new ExperimentQueries.Filter(null, tag, null, null);
    Optional<ExperimentSummary> earlier =
        queries.list(filter, new PageRequest(0, 1)).items().stream().findFirst();
    return earlier
        .map(ExperimentSummary::id)
        .orElseGet(() -> experiments.submit(tagged(document, tag), Ownership.PRIVATE).id());
  }

  private static ExperimentDocument tagged(ExperimentDocument document, String tag) {
    var tags = new ArrayList<>(Objects.requireNonNullElse(document.tags(), List.of()));
    tags.add(tag);
    return document.withTags(tags);
  }

  /** Writes everything about an experiment as a ZIP file. */
  public void export(String id, OutputStream output) throws IOException {
    export.of(experiments.view(id)).write(output);
  }
}
