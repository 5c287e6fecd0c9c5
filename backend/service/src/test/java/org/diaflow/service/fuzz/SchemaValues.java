package org.diaflow.service.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Values that a schema describes, at the edges of what it allows rather than in the middle. */
final class SchemaValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 6;
  private static final double[] NUMBERS = {
    0, -0.0, 1, 2, 3, 0.5, 1e-8, -1, 1e-320, 1e308, -1e308, 1e-300, Double.MAX_VALUE
  };
  private static final long[] INTEGERS = {
    0, 1, 2, -1, 7, Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "limit",
          "error-vs-scale",
          "trajectory",
          "solver-comparison",
          "gaussian",
          "tightness",
          "certified",
          "ojalgo-simplex",
          "homotopy",
          "x[0]",
          "x[99999999999]",
          "loss",
          "ünïcödé ‖x‖₁",
          "' or '1'='1",
          "${jndi:x}",
          "../../etc/passwd",
          "%n%s",
          "a".repeat(5000),
          "\u0000",
          "a\u0000b",
          "\ud800",
          "\r\nX: y",
          "NaN",
          "-Infinity",
          "null");

  private final JsonNode document;
  private final RandomGenerator random;

  SchemaValues(JsonNode document, RandomGenerator random) {
    this.document = document;
    this.random = random;
  }

  /** A value of {@code schema}. */
  JsonNode of(JsonNode schema) {
    return of(schema, 0);
  }

  /** Any of the words that trip programs up. */
  String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private JsonNode of(JsonNode schema, int depth) {
    if (schema.has("$ref")) {
      return of(document.at(schema.get("$ref").asText().substring(1)), depth);
    }
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.path(choice).size() > 0) {
        return of(schema.get(choice).get(random.nextInt(schema.get(choice).size())), depth);
      }
    }
    JsonNode type = schema.path("type");
    String name = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
    return switch (name) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "number" -> JSON.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
      case "integer" -> integer();
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(word());
    };
  }

  private JsonNode integer() {
    return random.nextInt(20) == 0
        ? JSON.numberNode(BigInteger.TEN.pow(random.nextInt(19, 2000)))
        : JSON.numberNode(INTEGERS[random.nextInt(INTEGERS.length)]);
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (depth < DEEPEST && random.nextInt(4) > 0) {
        object.set(property.getKey(), of(property.getValue(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int n = depth < DEEPEST ? random.nextInt(4) : 0; n > 0; n--) {
      array.add(of(schema.path("items"), depth + 1));
    }
    return array;
  }
}
