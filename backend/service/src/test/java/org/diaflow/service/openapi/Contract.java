package org.diaflow.service.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi31;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.MultiPartSpecification;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document as the judge of requests and answers: fails with an {@link AssertionError}
 * at a request that was served or an answer that was given, and that the document does not allow.
 */
final class Contract implements Filter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS = "https://openapi.test/document";
  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonNode document;
  private final JsonSchemaFactory schemas;
  private final Set<String> seen = new TreeSet<>();

  Contract(String document) throws JsonProcessingException {
    this.document = JSON.readTree(document);
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder
                    .metaSchema(OpenApi31.getInstance())
                    .defaultMetaSchemaIri(OpenApi31.getInstance().getIri())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document))));
  }

  /** An exchange as the document sees it. */
  record Exchange(
      String method,
      String path,
      Map<String, String> query,
      @Nullable String requestType,
      @Nullable String request,
      int status,
      @Nullable String answerType,
      String answer) {}

  /** Every operation below {@code /api}, such as {@code get /api/problems}. */
  Set<String> operations() {
    var operations = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (method.getValue().has("responses")) {
          operations.add(method.getKey() + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  /** Operations that were served at least once, with the statuses of their answers. */
  Set<String> seen() {
    return seen;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification unused,
      FilterContext context) {
    Response response = context.next(request, unused);
    String type = request.getContentType();
    String body = request.getBody() == null ? null : request.getBody().toString();
    if (type != null && type.startsWith("multipart")) {
      var parts = JSON.createObjectNode();
      for (MultiPartSpecification part : request.getMultiPartParams()) {
        parts.put(part.getControlName(), "");
      }
      body = parts.toString();
    }
    URI uri = URI.create(request.getURI());
    check(
        new Exchange(
            request.getMethod().toLowerCase(java.util.Locale.ROOT),
            uri.getPath(),
            query(uri.getQuery()),
            body == null ? null : mediaType(type),
            body,
            response.statusCode(),
            mediaType(response.contentType()),
            response.asString()));
    return response;
  }

  private static Map<String, String> query(@Nullable String query) {
    var parameters = new java.util.TreeMap<String, String>();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return parameters;
  }

  private static @Nullable String mediaType(@Nullable String type) {
    return type == null || type.isEmpty() ? null : type.split(";")[0].strip();
  }

  /** Fails unless the document allows {@code exchange}. */
  void check(Exchange exchange) {
    String path = template(exchange);
    JsonNode operation = document.at(pointer("paths", path, exchange.method()));
    String name = exchange.method() + " " + path;
    JsonNode answer = operation.path("responses").path(Integer.toString(exchange.status()));
    if (answer.isMissingNode()) {
      throw new AssertionError(
          "%s: status %d is not documented".formatted(name, exchange.status()));
    }
    if (exchange.status() < 300) {
      checkRequest(name, operation, exchange);
    }
    checkContent(
        "answer %d of %s".formatted(exchange.status(), name),
        answer.path("content"),
        exchange.answerType(),
        exchange.answer());
    seen.add(name + " " + exchange.status());
  }

  private String template(Exchange exchange) {
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      String pattern =
          Pattern.compile("\\{[^}]*}")
              .splitAsStream(path.getKey() + "$")
              .map(Pattern::quote)
              .reduce((a, b) -> a + "[^/]+" + b)
              .orElseThrow();
      if (Pattern.matches(pattern, exchange.path() + "$")
          && path.getValue().has(exchange.method())) {
        return path.getKey();
      }
    }
    throw new AssertionError(
        "%s %s is not documented".formatted(exchange.method(), exchange.path()));
  }

  private void checkRequest(String name, JsonNode operation, Exchange exchange) {
    exchange
        .query()
        .forEach(
            (key, value) -> {
              JsonNode schema = null;
              for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                    && parameter.path("name").asText().equals(key)) {
                  schema = parameter.get("schema");
                }
              }
              if (schema == null) {
                throw new AssertionError("%s: query %s is not documented".formatted(name, key));
              }
              boolean number = schema.path("type").asText().matches("integer|number");
              boolean list = schema.path("type").asText().equals("array");
              String json = number ? value : JSON.getNodeFactory().textNode(value).toString();
              checkSchema(
                  "query %s of %s".formatted(key, name),
                  schema,
                  list ? "[%s]".formatted(json) : json);
            });
    if (exchange.request() != null) {
      checkContent(
          "request of " + name,
          operation.path("requestBody").path("content"),
          exchange.requestType(),
          exchange.request());
    }
  }

  private void checkContent(String what, JsonNode content, @Nullable String type, String text) {
    if (content.isEmpty() && text.isEmpty()) {
      return;
    }
    JsonNode found = type == null ? null : content.get(type);
    if (type == null || found == null) {
      throw new AssertionError("%s: media type %s is not documented".formatted(what, type));
    }
    if (type.endsWith("json") || type.startsWith("multipart")) {
      checkSchema(what, found.path("schema"), text);
    }
  }

  /** Fails unless {@code text} is JSON of the schema called {@code name}. */
  void checkSchema(String name, String text) {
    checkSchema(name, JSON.createObjectNode().put("$ref", SCHEMAS + name), text);
  }

  private void checkSchema(String what, JsonNode schema, String text) {
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    String reference = schema.path("$ref").asText();
    if (schema.isEmpty()
        || (!reference.isEmpty() && document.at(reference.substring(1)).isEmpty())) {
      throw new AssertionError("%s: there is no schema %s".formatted(what, reference));
    }
    JsonSchema judge =
        reference.isEmpty()
            ? schemas.getSchema(schema, config)
            : schemas.getSchema(SchemaLocation.of(ADDRESS + reference), config);
    var faults = judge.validate(text, InputFormat.JSON);
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s: %s in %s".formatted(what, faults, text.substring(0, Math.min(text.length(), 2000))));
    }
  }

  private static String pointer(String... steps) {
    var pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
