package org.diaflow.frontend.client;

import java.util.List;
import org.diaflow.api.ApiError;

/** The backend refused a request, failed or could not be reached; the message is a sentence. */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<ApiError.FieldError> errors;

  /** A refusal with HTTP status {@code status}. */
  public BackendException(String sentence, int status, List<ApiError.FieldError> errors) {
    super(sentence);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /** A backend that cannot be reached or understood. */
  public BackendException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.status = 0;
    this.errors = List.of();
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** What is wrong with each field of the request. */
  public List<ApiError.FieldError> errors() {
    return errors;
  }

  /** The message as a sentence for people, never null. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "The backend failed." : message;
  }
}
