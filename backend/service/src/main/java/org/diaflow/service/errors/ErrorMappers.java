package org.diaflow.service.errors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.diaflow.api.ApiError;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.engine.plugin.SolverFailedException;
import org.diaflow.theory.UnsolvableProblemException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The mapping of every exception that ends a request to an error answer. */
class ErrorMappers {

  private static final Logger LOG = Logger.getLogger(ErrorMappers.class);
  private static final String STATEMENT_TIMEOUT = "57014";

  @ServerExceptionMapper
  Response told(ApiException exception) {
    return answer(exception.error());
  }

  @ServerExceptionMapper
  Response unsolvable(UnsolvableProblemException exception) {
    return answer(
        ApiException.unsolvable(
                String.valueOf(exception.getMessage()),
                List.of(new FieldError(exception.field(), exception.value(), exception.remedy())))
            .error());
  }

  @ServerExceptionMapper
  Response solverFailed(SolverFailedException exception) {
    return answer(
        ApiException.unsolvable(
                String.valueOf(exception.getMessage()),
                List.of(
                    new FieldError(
                        "l1Solver",
                        "without a usable answer",
                        "Choose another ℓ¹ solver from GET /api/plugins.")))
            .error());
  }

  @ServerExceptionMapper
  Response json(MismatchedInputException exception) {
    return answer(JsonErrors.of(exception));
  }

  @ServerExceptionMapper
  Response http(WebApplicationException exception, UriInfo uri) {
    if (exception.getCause() instanceof JacksonException json) {
      if (json.getCause() instanceof WebApplicationException reading) {
        return http(reading, uri); // the body itself broke off
      }
      return answer(JsonErrors.of(json));
    }
    int status = exception.getResponse().getStatus();
    if (status < 400) {
      return exception.getResponse();
    }
    return answer(StatusErrors.of(status, uri.getPath()));
  }

  @ServerExceptionMapper
  Response reading(IOException exception) {
    boolean brokenOff =
        String.valueOf(exception.getMessage()).contains("parsing multipart")
            || causes(exception)
                .anyMatch(
                    cause ->
                        cause instanceof HttpClosedException
                            || cause instanceof ClosedChannelException);
    return brokenOff
        ? answer(
            ApiErrors.of(
                400,
                "Invalid request",
                "The body breaks off before its end.",
                List.of(
                    new FieldError(
                        "body",
                        "incomplete",
                        "Send as many bytes as Content-Length says; end a form with its boundary"
                            + " and '--'."))))
        : unexpected(exception);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable exception) {
    if (causes(exception).anyMatch(ErrorMappers::isTimeout)) {
      return answer(
          ApiException.unavailable(
                  "The database took too long for this request.",
                  new FieldError("request", "too slow", "Ask for less at once, or try again."))
              .error());
    }
    String id = UUID.randomUUID().toString();
    LOG.errorf(exception, "Request failed unexpectedly, error %s", id);
    return answer(
        ApiErrors.of(
            500,
            "Internal error",
            "Diaflow failed unexpectedly; the log has the details under error %s.".formatted(id),
            List.of(
                new FieldError("error", id, "Report it with the log lines that name this id."))));
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof PgException failure && STATEMENT_TIMEOUT.equals(failure.getSqlState());
  }

  private static Stream<Throwable> causes(Throwable exception) {
    return Stream.iterate(exception, cause -> cause != null, Throwable::getCause);
  }

  private static Response answer(ApiError error) {
    return Response.status(error.status()).type(ApiErrors.MEDIA_TYPE).entity(error).build();
  }
}
