package org.diaflow.service.errors;

import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.diaflow.api.ApiError;
import org.diaflow.api.ApiError.FieldError;

/** An exception that ends a request with an error answer. */
public class ApiException extends RuntimeException {

  private final transient ApiError error;

  private ApiException(ApiError error) {
    super(error.detail());
    this.error = error;
  }

  /** The same as {@code other}, of a type of its own. */
  protected ApiException(ApiException other) {
    this(other.error);
  }

  /** 400: the request breaks the rules in {@code errors}, of which there is at least one. */
  public static ApiException invalid(List<FieldError> errors) {
    return of(Status.BAD_REQUEST, "Invalid request", ApiErrors.sentence(errors), errors);
  }

  /** 401: nobody knows who asks. */
  public static ApiException unauthenticated(String detail, FieldError error) {
    return of(Status.UNAUTHORIZED, "Not signed in", detail, List.of(error));
  }

  /** 403: whoever asks may not do this. */
  public static ApiException forbidden(String detail, FieldError error) {
    return of(Status.FORBIDDEN, "Forbidden", detail, List.of(error));
  }

  /** 429: too much by one user. */
  public static ApiException tooMany(String detail, FieldError error) {
    return of(Status.TOO_MANY_REQUESTS, "Too many", detail, List.of(error));
  }

  /** 404: there is no {@code kind} with this id. */
  public static ApiException notFound(String kind, String id) {
    return of(
        Status.NOT_FOUND,
        "Not found",
        "There is no %s '%s'.".formatted(kind, id),
        List.of(new FieldError("id", id, "List what exists with GET /api/%ss.".formatted(kind))));
  }

  /** 404: this process is a worker, which has no interface at {@code path}. */
  static ApiException notServed(String path) {
    return of(
        Status.NOT_FOUND,
        "Not found",
        "This process is a worker: it answers /q/health and /q/metrics only.",
        List.of(new FieldError("path", path, "Ask the service, which serve starts.")));
  }

  /** 409: not in the present state. */
  public static ApiException conflict(String detail, FieldError error) {
    return of(Status.CONFLICT, "Conflict", detail, List.of(error));
  }

  /** 413: more than the service takes. */
  public static ApiException tooLarge(String detail, FieldError error) {
    return of(Status.REQUEST_ENTITY_TOO_LARGE, "Too large", detail, List.of(error));
  }

  /** 422: well formed, but no method can work on it. */
  public static ApiException unsolvable(String detail, List<FieldError> errors) {
    return new ApiException(ApiErrors.of(422, "Unsolvable problem", detail, errors));
  }

  /** 503: not now. */
  public static ApiException unavailable(String detail, FieldError error) {
    return of(Status.SERVICE_UNAVAILABLE, "Not available", detail, List.of(error));
  }

  /** The document to answer with. */
  public ApiError error() {
    return error;
  }

  private static ApiException of(
      Status status, String title, String detail, List<FieldError> errors) {
    return new ApiException(ApiErrors.of(status.getStatusCode(), title, detail, errors));
  }
}
