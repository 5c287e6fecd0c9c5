package org.diaflow.service.errors;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A worker computes; it has no interface but its health and its metrics. */
@Provider
@PreMatching
class RoleFilter implements ContainerRequestFilter {

  private final boolean serves;

  RoleFilter(@ConfigProperty(name = "diaflow.role") String role) {
    this.serves = role.equals("serve");
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!serves) {
      throw ApiException.notServed(request.getUriInfo().getPath());
    }
  }
}
