package org.diaflow.service.errors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.diaflow.api.ApiError;
import org.diaflow.api.ApiError.FieldError;

/** The description, in the client's words, of what Jackson found wrong with a body. */
public final class JsonErrors {

  /** How the parser words a name given twice; otherwise its words are not for clients. */
  private static final Pattern DUPLICATE = Pattern.compile("^Duplicate field '(.*)'");

  private JsonErrors() {}

  /** The answer to a body that {@code failure} is about. */
  public static ApiError of(JacksonException failure) {
    FieldError error = error(failure);
    return ApiErrors.of(400, "Invalid request", ApiErrors.sentence(List.of(error)), List.of(error));
  }

  private static FieldError error(JacksonException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          new FieldError(
              path(unknown),
              "an unknown field",
              "Remove it, or use one of: %s."
                  .formatted(
                      unknown.getKnownPropertyIds().stream()
                          .map(Object::toString)
                          .sorted()
                          .collect(Collectors.joining(", "))));
      case InvalidFormatException invalid ->
          new FieldError(
              path(invalid),
              ApiErrors.shown(String.valueOf(invalid.getValue())),
              "Give %s.".formatted(expected(invalid.getTargetType())));
      case ValueInstantiationException refused when refused.getCause() != null ->
          new FieldError(path(refused), "refused", String.valueOf(refused.getCause().getMessage()));
      case MismatchedInputException mismatch ->
          new FieldError(
              path(mismatch),
              "of the wrong type",
              "Give %s.".formatted(expected(mismatch.getTargetType())));
      case JsonMappingException mapping when mapping.getCause() instanceof JacksonException cause ->
          error(cause);
      case JsonMappingException mapping ->
          new FieldError(path(mapping), "of the wrong shape", "See /q/openapi for its shape.");
      case StreamConstraintsException excessive ->
          new FieldError(
              "body",
              "beyond all bounds at %s".formatted(position(failure)),
              "Nest at most 100 levels; keep numbers and names at most 1000 characters long, texts"
                  + " at most 1000000.");
      case JsonEOFException early ->
          new FieldError(
              "body",
              "incomplete JSON: it ends at %s".formatted(position(failure)),
              "Close every text, list and object.");
      default -> malformed(failure);
    };
  }

  private static FieldError malformed(JacksonException failure) {
    Matcher duplicate = DUPLICATE.matcher(String.valueOf(failure.getOriginalMessage()));
    String at = position(failure);
    return duplicate.find()
        ? new FieldError(
            "body",
            "%s given twice, again at %s".formatted(ApiErrors.shown(duplicate.group(1)), at),
            "Give it once.")
        : new FieldError(
            "body",
            "not JSON at " + at,
            "Correct the JSON there: names and texts in double quotes, finite numbers such as"
                + " -1.5e-3, true, false or null, commas between them, no comments, in UTF-8.");
  }

  private static String path(JsonMappingException failure) {
    var path = new StringBuilder();
    for (Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String position(JacksonException failure) {
    return failure.getLocation() == null
        ? "its end"
        : "line %d, column %d"
            .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
  }

  private static String expected(@org.jspecify.annotations.Nullable Class<?> type) {
    if (type == null) {
      return "a JSON object";
    }
    if (type == Double.class || type == double.class) {
      return "a finite number of at most 1.8e308";
    }
    if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == String.class) {
      return "a text in quotes, without U+0000 and halves of surrogate pairs";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return Iterable.class.isAssignableFrom(type) ? "a list" : "a JSON object";
  }
}
