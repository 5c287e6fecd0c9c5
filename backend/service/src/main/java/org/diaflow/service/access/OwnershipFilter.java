package org.diaflow.service.access;

import io.smallrye.mutiny.Uni;
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
  Uni<Void> check(ContainerRequestContext request, UriInfo uri, RoutingContext context) {
    @Nullable String id = uri.getPathParameters().getFirst("id");
    if (id == null || user.get().isAdmin()) {
      return Uni.createFrom().voidItem();
    }
    return allowed(request.getMethod(), uri.getPath(), id)
        .onFailure(ApiException.class)
        .invoke(() -> Audit.markRefused(context));
  }

  private Uni<Void> allowed(String method, String path, String id) {
    if (!path.startsWith("/api/experiments/")) {
      return ownership.requireProblem(user.get(), id);
    }
    return SAFE.contains(method)
        ? ownership.requireReadable(user.get(), id)
        : ownership.requireMine(user.get(), id);
  }
}
