package org.diaflow.service.errors;

import java.util.List;
import org.diaflow.api.ApiError;
import org.diaflow.api.ApiError.FieldError;

/** The words for HTTP statuses that the framework itself decides on. */
final class StatusErrors {

  private StatusErrors() {}

  static ApiError of(int status, String path) {
    return switch (status) {
      case 404 ->
          error(status, "Not found", "path", path, "See /q/openapi for the paths that exist.");
      case 405 ->
          error(
              status,
              "Method not allowed",
              "method",
              path,
              "See /q/openapi for the methods of this path.");
      case 406 ->
          error(
              status,
              "Not acceptable",
              "Accept",
              path,
              "Accept application/json, or text/event-stream for events.");
      case 413 ->
          error(
              status,
              "Too large",
              "body",
              "more than 256 MiB",
              "Send at most 256 MiB; large matrices take less room as .npy files in a multipart"
                  + " form.");
      case 415 ->
          error(
              status,
              "Unsupported media type",
              "Content-Type",
              path,
              "Send application/json, or multipart/form-data with files for a problem.");
      default ->
          error(
              status,
              status < 500 ? "Bad request" : "Not available",
              "request",
              path,
              "See /q/openapi for what this path takes.");
    };
  }

  private static ApiError error(
      int status, String title, String field, String value, String remedy) {
    var error = new FieldError(field, value, remedy);
    return ApiErrors.of(
        status, title, "%s: %s. %s".formatted(title, value, remedy), List.of(error));
  }
}
