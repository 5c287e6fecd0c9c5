package org.diaflow.service.access;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.diaflow.api.AuditEntry;
import org.diaflow.api.Page;
import org.diaflow.service.database.PageRequest;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit log, for administrators. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/audit")
@Blocking // its answer is written on a worker thread; none waits for the database
public class AuditResource {

  private final Audit audit;

  AuditResource(Audit audit) {
    this.audit = audit;
  }

  /** A part of the log, newest first. */
  @GET
  public Uni<Page<AuditEntry>> list(
      @RestQuery @DefaultValue("0") String page, @RestQuery @DefaultValue("50") String size) {
    return audit.list(PageRequest.of(page, size));
  }
}
