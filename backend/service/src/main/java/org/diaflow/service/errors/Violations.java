package org.diaflow.service.errors;

import java.util.ArrayList;
import java.util.List;
import org.diaflow.api.ApiError.FieldError;
import org.jspecify.annotations.Nullable;

/** Everything found wrong with a request, so that a client is told all of it at once. */
public final class Violations {

  private static final int MOST = 50;

  private final List<FieldError> errors = new ArrayList<>();

  /** Notes that {@code field} has a {@code value} (null if missing) it must not have. */
  public void add(String field, @Nullable Object value, String remedy) {
    if (errors.size() < MOST) {
      String text = value == null ? null : ApiErrors.shown(value.toString());
      errors.add(new FieldError(field, text, remedy));
    }
  }

  /** Notes a violation unless {@code fine}. */
  public void require(boolean fine, String field, @Nullable Object value, String remedy) {
    if (!fine) {
      add(field, value, remedy);
    }
  }

  /** Notes everything {@code others} has. */
  public void addAll(Violations others) {
    others.errors.forEach(error -> add(error.field(), error.value(), error.remedy()));
  }

  /** Whether anything has been noted. */
  public boolean any() {
    return !errors.isEmpty();
  }

  /** Ends the request with an {@link ApiException} if anything has been noted. */
  public void throwIfAny() {
    if (any()) {
      throw ApiException.invalid(List.copyOf(errors));
    }
  }

  /** Ends the request because of this one violation. */
  public static ApiException single(String field, @Nullable Object value, String remedy) {
    var violations = new Violations();
    violations.add(field, value, remedy);
    return ApiException.invalid(violations.errors);
  }
}
