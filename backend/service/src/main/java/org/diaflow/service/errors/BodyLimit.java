package org.diaflow.service.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Says why a body is too large; the framework's own answer would be empty. */
@ApplicationScoped
class BodyLimit {

  private static final int BEFORE_ALL_OTHERS = 1_000_000;

  private final long most;
  private final ObjectMapper json;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
      ObjectMapper json) {
    this.most = most.asLongValue();
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  private void check(RoutingContext context) {
    if (length(context) <= most) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(body(context));
  }

  private String body(RoutingContext context) {
    try {
      return json.writeValueAsString(StatusProblems.of(413, context.normalizedPath()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long length(RoutingContext context) {
    @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
