package org.diaflow.service.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.diaflow.api.Loopback;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the start of a service that everybody on the network could use without an account. */
@ApplicationScoped
class BindGuard {

  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean accounts,
      @ConfigProperty(name = "diaflow.role", defaultValue = "serve") String role) {
    if (role.equals("serve")) {
      Loopback.require(host, accounts);
    }
  }
}
