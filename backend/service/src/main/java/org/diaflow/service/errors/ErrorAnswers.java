package org.diaflow.service.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.diaflow.api.ApiError;

/** Answers requests with problem documents before any resource sees them. */
@ApplicationScoped
public class ErrorAnswers {

  private final ObjectMapper json;

  ErrorAnswers(ObjectMapper json) {
    this.json = json;
  }

  /** Ends the request; its body, if any, is never read. */
  public void end(RoutingContext context, ApiException refusal) {
    end(context, refusal.problem());
  }

  void end(RoutingContext context, ApiError problem) {
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ApiErrors.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(body(problem));
  }

  private String body(ApiError problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
