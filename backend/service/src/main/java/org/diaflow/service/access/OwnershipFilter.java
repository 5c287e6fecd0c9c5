package org.diaflow.service.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.diaflow.service.errors.ApiException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks of every request to one experiment or problem whether the user may see or change it. */
@Singleton
class OwnershipFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Ownership ownership;
  private final CurrentUser user;

  OwnershipFilter(Ownership ownership, CurrentUser user) {
    this.ownership = ownership;
    this.user = user;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, UriInfo uri, RoutingContext context) {
    @Nullable String id = uri.getPathParameters().getFirst("id");
    if (id == null || user.get().isAdmin()) {
      return;
    }
    try {
      if (!uri.getPath().startsWith("/api/experiments/")) {
        ownership.requireProblem(user.get(), id);
      } else if (SAFE.contains(request.getMethod())) {
        ownership.requireReadable(user.get(), id);
      } else {
        ownership.requireMine(user.get(), id);
      }
    } catch (ApiException e) {
      Audit.markRefused(context);
      throw e;
    }
  }
}
