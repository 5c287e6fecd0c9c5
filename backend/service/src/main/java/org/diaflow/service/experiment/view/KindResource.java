package org.diaflow.service.experiment.view;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.diaflow.api.KindView;
import org.diaflow.service.experiment.kind.ExperimentKinds;
import org.diaflow.service.experiment.kind.KindDescription;

/** The list of kinds of experiments. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/kinds")
public class KindResource {

  /**
   * The answer of {@code GET /api/kinds}.
   *
   * @param items every kind
   */
  public record KindCatalog(List<KindView> items) {}

  private final ExperimentKinds kinds;

  KindResource(ExperimentKinds kinds) {
    this.kinds = kinds;
  }

  /** Every kind of experiment, with the fields its documents take. */
  @GET
  public KindCatalog list() {
    return new KindCatalog(kinds.descriptions().stream().map(KindResource::view).toList());
  }

  private static KindView view(KindDescription kind) {
    return new KindView(
        kind.name(),
        kind.title(),
        kind.fields().stream().sorted().toList(),
        kind.observables(),
        kind.measures());
  }
}
