package org.diaflow.service.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.api.Loopback;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.ErrorAnswers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites, opened in a browser on this machine, from using the service. None may
 * change anything; and where there are no accounts, a name that is not this machine's own, but
 * leads here, is refused, so that no site can pass for the service (DNS rebinding).
 */
@ApplicationScoped
class OriginGuard {

  private static final int BEFORE_AUTHENTICATION = 900_000;
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final boolean accounts;
  private final ErrorAnswers answers;

  OriginGuard(
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean accounts,
      ErrorAnswers answers) {
    this.accounts = accounts;
    this.answers = answers;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_AUTHENTICATION);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    @Nullable HostAndPort host = request.authority();
    if (!accounts && (host == null || !Loopback.isLoopback(host.host()))) {
      answers.end(context, strange("Host", host == null ? null : host.host()));
    } else if (!SAFE.contains(request.method()) && foreign(request, host)) {
      answers.end(context, strange("Origin", request.getHeader("Origin")));
    } else {
      context.next();
    }
  }

  private static boolean foreign(HttpServerRequest request, @Nullable HostAndPort host) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    @Nullable String origin = request.getHeader("Origin");
    return site != null
        ? !site.equals("same-origin") && !site.equals("none")
        : origin != null && !isOrigin(origin, host);
  }

  private static boolean isOrigin(String origin, @Nullable HostAndPort host) {
    try {
      return host != null && host.toString().equalsIgnoreCase(new URI(origin).getAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static ApiException strange(String header, @Nullable String value) {
    return ApiException.forbidden(
        "Requests from pages of other sites are refused.",
        new FieldError(
            header,
            value,
            "Call the service by its own address, e.g. 127.0.0.1, and not from a web page."));
  }
}
