package org.diaflow.service.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.diaflow.api.ApiError;

/** The writer of error answers to requests that no resource has seen. */
@ApplicationScoped
public class ErrorAnswers {

  private final ObjectMapper json;

  ErrorAnswers(ObjectMapper json) {
    this.json = json;
  }

  /** Ends the request; its body, if any, is never read. */
  public void end(RoutingContext context, ApiException refusal) {
    end(context, refusal.error());
  }

  void end(RoutingContext context, ApiError error) {
    context
        .response()
        .setStatusCode(error.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ApiErrors.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(body(error));
  }

  private String body(ApiError error) {
    try {
      return json.writeValueAsString(error);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
