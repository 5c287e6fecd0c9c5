package org.diaflow.service.access;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** Shows experiments to others, or no longer. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/experiments/{id}/share")
public class SharingResource {

  private final Ownership ownership;

  SharingResource(Ownership ownership) {
    this.ownership = ownership;
  }

  /** Lets every user read the experiment. */
  @POST
  @APIResponse(responseCode = "204", description = "It is shared.")
  public Uni<Void> share(@RestPath String id) {
    return ownership.show(id, Ownership.SHARED);
  }

  /** Hides the experiment from everybody but its owner and administrators. */
  @DELETE
  @APIResponse(responseCode = "204", description = "It is hidden.")
  public Uni<Void> unshare(@RestPath String id) {
    return ownership.show(id, Ownership.PRIVATE);
  }
}
