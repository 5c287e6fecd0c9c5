package org.diaflow.frontend.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.diaflow.api.Loopback;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a dashboard without accounts on this machine: it listens on loopback only, and answers only
 * to this machine's own names, so that no site can pass for it (DNS rebinding).
 */
@ApplicationScoped
class LoopbackGuard {

  private static final int BEFORE_ALL_OTHERS = 1_000_000;

  private final String bind;
  private final boolean accounts;

  LoopbackGuard(
      @ConfigProperty(name = "quarkus.http.host") String bind,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean accounts) {
    this.bind = bind;
    this.accounts = accounts;
  }

  void start(@Observes StartupEvent event) {
    Loopback.require(bind, accounts);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  private void check(RoutingContext context) {
    @Nullable HostAndPort host = context.request().authority();
    if (accounts || (host != null && Loopback.isLoopback(host.host()))) {
      context.next();
    } else {
      context
          .response()
          .setStatusCode(403)
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end("Open the dashboard by this machine's own address, e.g. 127.0.0.1.\n");
    }
  }
}
