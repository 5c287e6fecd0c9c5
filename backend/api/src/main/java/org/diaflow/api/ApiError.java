package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error, after RFC 9457 (media type {@code application/problem+json}).
 *
 * @param type {@code about:blank} or a URI naming the kind of error
 * @param title short and the same for every error of this kind
 * @param status HTTP status
 * @param detail one sentence on this error
 * @param errors every field that is wrong
 */
public record ApiError(
    String type, String title, int status, @Nullable String detail, List<FieldError> errors) {

  /**
   * One thing that is wrong.
   *
   * @param field its path, e.g. {@code alphas.from} or {@code matrix row 2, column 3}
   * @param value the value found, as text
   * @param remedy what to do
   */
  public record FieldError(String field, @Nullable String value, String remedy) {}
}
