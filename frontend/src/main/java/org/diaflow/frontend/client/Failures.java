package org.diaflow.frontend.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.diaflow.api.ApiError;
import org.jspecify.annotations.Nullable;

/** How what goes wrong becomes a {@link BackendException}. */
final class Failures {

  private Failures() {}

  static String unreachable(URI base) {
    return "The backend at %s does not answer. Is it running?".formatted(base);
  }

  static BackendException refusal(int status, String body) {
    ApiError error = error(body);
    if (error == null) {
      return new BackendException(
          "The backend refused the request with status %d.".formatted(status), status, List.of());
    }
    String sentence = error.detail() == null ? error.title() : error.detail();
    return new BackendException(
        sentence, status, error.errors() == null ? List.of() : error.errors());
  }

  private static @Nullable ApiError error(String body) {
    try {
      Map<String, Object> fields =
          LabJson.LENIENT.readValue(body, new TypeReference<Map<String, Object>>() {});
      return fields.containsKey("title")
          ? LabJson.LENIENT.convertValue(fields, ApiError.class)
          : null;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return null;
    }
  }
}
