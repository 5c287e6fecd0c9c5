package org.diaflow.service.experiment.view;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.diaflow.api.CurvesView;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.access.User;
import org.diaflow.service.errors.Violations;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of the curves of several experiments. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/curves")
@Blocking // its answer is written on a worker thread; none waits for the database
public class OverlayResource {

  private static final int MOST_EXPERIMENTS = 20;

  private final Curves curves;
  private final Ownership ownership;
  private final CurrentUser user;

  OverlayResource(Curves curves, Ownership ownership, CurrentUser user) {
    this.curves = curves;
    this.ownership = ownership;
    this.user = user;
  }

  /** Curves of several experiments, to be laid over each other. */
  @GET
  public Uni<CurvesView> overlay(
      @RestQuery("experiment") List<String> experiments,
      @RestQuery @Nullable String x,
      @RestQuery @Nullable String x2,
      @RestQuery @Nullable String y,
      @RestQuery @Nullable String by,
      @RestQuery @Nullable String over,
      @RestQuery @DefaultValue("quartiles") String band,
      @RestQuery @DefaultValue("false") String exact,
      @Context UriInfo uri) {
    if (experiments.isEmpty() || experiments.size() > MOST_EXPERIMENTS) {
      throw Violations.single(
          "experiment",
          "%d experiments".formatted(experiments.size()),
          "Give the ids of 1 to %d experiments.".formatted(MOST_EXPERIMENTS));
    }
    User reader = user.get();
    Uni<Void> readable = Uni.createFrom().voidItem();
    for (String id : experiments) {
      readable = readable.chain(() -> ownership.requireReadable(reader, id));
    }
    return readable.chain(
        () ->
            curves.of(
                experiments, CurvesRequest.of(x, x2, y, CurveAxes.by(uri), over, band, exact)));
  }
}
