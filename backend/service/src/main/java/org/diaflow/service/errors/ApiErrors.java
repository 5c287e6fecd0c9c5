package org.diaflow.service.errors;

import java.util.List;
import org.diaflow.api.ApiError;
import org.diaflow.api.ApiError.FieldError;

/** Error answers after RFC 9457 and the sentences in them. */
final class ApiErrors {

  /** Media type of a problem document. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final int LONGEST_VALUE = 200;

  private ApiErrors() {}

  static ApiError of(int status, String title, String detail, List<FieldError> errors) {
    return new ApiError("about:blank", title, status, detail, errors);
  }

  /** One sentence for all of {@code errors}. */
  static String sentence(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String sentence = "%s is %s. %s".formatted(first.field(), shown(first.value()), first.remedy());
    return errors.size() == 1
        ? sentence
        : "%s (and %d more)".formatted(sentence, errors.size() - 1);
  }

  /** {@code value} as shown to a client: missing or not too long. */
  static String shown(@org.jspecify.annotations.Nullable String value) {
    if (value == null) {
      return "missing";
    }
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
