package org.diaflow.service.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Bodies that are wrong for certain, as JSON and as forms. */
final class Bodies {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Requests that would be fine, by path. */
  private static final Map<String, String> FINE =
      Map.of(
          "/api/experiments",
          """
          {"name": "fuzz", "kind": "error-vs-scale", "tags": ["a"],
           "problem": {"generator": {"kind": "gaussian", "rows": 3, "columns": 5, "sparsity": 1}},
           "depths": [2, 3], "alphas": {"from": 0.1, "to": 0.001, "pointsPerDecade": 1},
           "seeds": [1, 2], "engines": ["limit", {"integrator": "test-slow", "parameters": {}}],
           "l1Solver": {"id": "ojalgo-simplex", "parameters": {}},
           "stop": {"residual": 1e-12, "steps": 1000, "seconds": 1}, "observables": ["loss"]}
          """,
          "/api/problems",
          """
          {"matrix": [[1, 2, 3], [4, 5, 7]], "observations": [1, 2], "planted": [0, 1, 0],
           "name": "fuzz"}
          """,
          "/api/limits",
          """
          {"problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
           "depths": [2], "alphas": [0.1, 0.01]}
          """);

  /** In place of any value at all, these are wrong. */
  private static final List<String> POISON =
      List.of(
          "{\"zzz\": 1}",
          "\"a\\u0000\"",
          "\"\\ud800\"",
          "1e400",
          "-1e999999999",
          "true",
          "[[[[1]]]]",
          "1".repeat(2000));

  private static final List<String> NO_JSON =
      List.of(
          "NaN", "+1", "0x10", ".5", "01", "'a'", "/* c */ 1", "{a: 1}", "1_000", "\"\t\"", "tru");

  private final JsonNode document;
  private final RandomGenerator random;

  Bodies(JsonNode document, RandomGenerator random) {
    this.document = document;
    this.random = random;
  }

  /** A body for {@code operation} that is no JSON, or no request of that operation. */
  byte[] json(Operation operation) {
    JsonNode fine = read(FINE.getOrDefault(operation.path(), "{}"));
    JsonNode made =
        operation.schema() == null
            ? fine
            : new SchemaValues(document, random).of(operation.schema());
    return switch (random.nextInt(4)) {
      case 0 -> text(poisoned(fine, POISON.get(random.nextInt(POISON.size()))));
      case 1 -> text(withUnknownField(made));
      case 2 -> text(poisoned(made, NO_JSON.get(random.nextInt(NO_JSON.size()))));
      default -> broken(text(random.nextBoolean() ? fine : made));
    };
  }

  /** A form for {@code operation} that holds no problem. */
  byte[] form(String boundary) {
    String matrix = "1,2,3\n4,5,6\n";
    List<String> parts = new ArrayList<>();
    switch (random.nextInt(7)) {
      case 0 -> parts.add(part(boundary, "matrix", "a.csv", matrix));
      case 1 -> {
        parts.add(part(boundary, "matrix", "a.csv", matrix.replace("5", "NaN")));
        parts.add(part(boundary, "observations", "y.csv", "1\n2\n"));
      }
      case 2 -> {
        parts.add(
            part(boundary, "matrix", "a.csv", "9".repeat(random.nextInt(400, 500_000)) + "\n"));
        parts.add(part(boundary, "observations", "y.csv", "1\n"));
      }
      case 3 -> parts.add(part(boundary, "archive", "a.npz", "PK\u0003\u0004" + word()));
      case 4 -> {
        parts.add(part(boundary, "matrix", word().replace("\"", ""), matrix));
        parts.add(part(boundary, "observations", "y.csv", "1\n2\n3\n"));
      }
      case 5 -> {
        parts.add(part(boundary, "matrix", "a.csv", matrix));
        parts.add(part(boundary, "observations", "y.csv", "1\n2\n"));
        parts.add(
            "--%s\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\na\0b\r\n"
                .formatted(boundary));
      }
      default -> {
        parts.add(part(boundary, "matrix", "a.csv", matrix));
        parts.add(part(boundary, "observations", "y.csv", "1\n2\n"));
        parts.add(part(boundary, "zzz", "z.csv", "1\n"));
      }
    }
    String end = random.nextInt(4) == 0 ? "" : "--" + boundary + "--\r\n";
    return (String.join("", parts) + end).getBytes(StandardCharsets.UTF_8);
  }

  private String word() {
    return new SchemaValues(document, random).word();
  }

  private static String part(String boundary, String name, String file, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, file, content);
  }

  private byte[] broken(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> java.util.Arrays.copyOf(json, random.nextInt(1, Math.max(2, json.length - 1)));
      case 1 -> (text + "]").getBytes(StandardCharsets.UTF_8);
      case 2 -> withByte(json, (byte) (random.nextBoolean() ? 0xff : 0xc0));
      case 3 -> "[".repeat(random.nextInt(100, 100_000)).getBytes(StandardCharsets.UTF_8);
      case 4 -> "{\"a\":".repeat(random.nextInt(100, 20_000)).getBytes(StandardCharsets.UTF_8);
      case 5 -> ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
      case 6 -> (text + text).getBytes(StandardCharsets.UTF_16LE);
      default -> new byte[0];
    };
  }

  private byte[] withByte(byte[] json, byte value) {
    byte[] longer = java.util.Arrays.copyOf(json, json.length + 1);
    int at = random.nextInt(json.length);
    System.arraycopy(json, at, longer, at + 1, json.length - at);
    longer[at] = value;
    return longer;
  }

  private JsonNode withUnknownField(JsonNode body) {
    return body instanceof ObjectNode object ? object.put("zzz", 1) : MAPPER.createArrayNode();
  }

  /** {@code root} with {@code raw} in place of one of its values. */
  private JsonNode poisoned(JsonNode root, String raw) {
    var places = new ArrayList<JsonNode>();
    collect(root, places);
    if (places.isEmpty()) {
      return MAPPER.getNodeFactory().rawValueNode(new RawValue(raw));
    }
    JsonNode place = places.get(random.nextInt(places.size()));
    if (place instanceof ArrayNode array) {
      int at = random.nextInt(array.size());
      array.set(at, MAPPER.getNodeFactory().rawValueNode(new RawValue(raw)));
    } else if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.putRawValue(names.get(random.nextInt(names.size())), new RawValue(raw));
    }
    return root;
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode() && !node.isEmpty()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
