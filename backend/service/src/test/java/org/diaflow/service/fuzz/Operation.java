package org.diaflow.service.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the OpenAPI document.
 *
 * @param method its method
 * @param path its path, with parameters in braces
 * @param queries names of its query parameters
 * @param contentType what it takes, or null if it takes no body
 * @param schema schema of its body, or null
 */
record Operation(
    String method,
    String path,
    List<String> queries,
    @Nullable String contentType,
    @Nullable JsonNode schema) {

  /** Every operation of {@code document} below {@code /api}. */
  static List<Operation> all(JsonNode document) {
    var operations = new ArrayList<Operation>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      if (path.getKey().startsWith("/api")) {
        for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
          if (method.getValue().has("responses")) {
            operations.addAll(of(path.getKey(), method.getKey(), method.getValue()));
          }
        }
      }
    }
    return operations;
  }

  /** Whether a well-formed request of this kind stores something. */
  boolean stores() {
    return method.equals("POST")
        && (path.equals("/api/problems") || path.equals("/api/experiments"));
  }

  private static List<Operation> of(String path, String method, JsonNode operation) {
    var queries = new ArrayList<String>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        queries.add(parameter.path("name").asText());
      }
    }
    String upper = method.toUpperCase(java.util.Locale.ROOT);
    JsonNode content = operation.path("requestBody").path("content");
    if (content.isEmpty()) {
      return List.of(new Operation(upper, path, queries, null, null));
    }
    return content.properties().stream()
        .map(
            type ->
                new Operation(upper, path, queries, type.getKey(), type.getValue().path("schema")))
        .toList();
  }
}
