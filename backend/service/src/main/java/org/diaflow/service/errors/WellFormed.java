package org.diaflow.service.errors;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.diaflow.api.ApiError.FieldError;
import org.jspecify.annotations.Nullable;

/** Refuses requests with addresses and texts that neither the framework nor the database take. */
@ApplicationScoped
public class WellFormed {

  private static final int EARLY = 800_000;
  private static final Pattern IMPROPER_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})|%00");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("\\s*[^/;,\\s\"]+/[^/;,\\s\"]+\\s*(;.*)?");

  private final ErrorAnswers answers;

  WellFormed(ErrorAnswers answers) {
    this.answers = answers;
  }

  /** Whether {@code text} is Unicode that a database can store. */
  static boolean isProper(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Ends the request if {@code text}, called {@code field}, is not {@link #isProper proper}. */
  public static void require(@Nullable String text, String field) {
    if (text != null && !isProper(text)) {
      throw Violations.single(
          field, "not a proper text", "Leave out U+0000 and halves of surrogate pairs.");
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    @Nullable String type = request.getHeader("Content-Type");
    if (isImproper(request.path())) {
      refuse(context, "path");
    } else if (isImproper(request.query())) {
      refuse(context, "query");
    } else if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
      answers.end(context, StatusErrors.of(415, context.normalizedPath()));
    } else if (!request.headers().getAll("Accept").stream().allMatch(WellFormed::isMediaTypes)) {
      answers.end(context, StatusErrors.of(406, context.normalizedPath()));
    } else {
      context.next();
    }
  }

  private static boolean isMediaTypes(String accepted) {
    return Stream.of(accepted.split(",", -1)).allMatch(type -> MEDIA_TYPE.matcher(type).matches());
  }

  private static boolean isImproper(@Nullable String part) {
    return IMPROPER_ESCAPE.matcher(Objects.requireNonNullElse(part, "")).find();
  }

  private void refuse(RoutingContext context, String part) {
    answers.end(
        context,
        ApiException.invalid(
            List.of(
                new FieldError(
                    part,
                    "badly encoded",
                    "Write each byte after % in two hexadecimal digits, and none of them 00."))));
  }
}
