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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of the curves of one experiment. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/experiments/{id}/curves")
@Blocking // its answer is written on a worker thread; none waits for the database
public class CurvesResource {

  private final Curves curves;

  CurvesResource(Curves curves) {
    this.curves = curves;
  }

  /**
   * Curves of one experiment. Lists are separated by commas; what is left out is what the kind of
   * the experiment proposes.
   */
  @GET
  public Uni<CurvesView> curves(
      @RestPath String id,
      @RestQuery @Nullable String x,
      @RestQuery @Nullable String x2,
      @RestQuery @Nullable String y,
      @RestQuery @Nullable String by,
      @RestQuery @Nullable String over,
      @RestQuery @DefaultValue("quartiles") String band,
      @RestQuery @DefaultValue("false") String exact,
      @Context UriInfo uri) {
    return curves.of(List.of(id), CurvesRequest.of(x, x2, y, CurveAxes.by(uri), over, band, exact));
  }
}
