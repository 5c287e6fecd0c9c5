package org.diaflow.service.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Malformed requests, each made from a number alone. */
final class Requests {

  private static final List<String> IDS =
      List.of(
          "none",
          "..",
          "%2e%2e",
          "%2F",
          "%00",
          "a%00b",
          "%c0%ae",
          "%ff",
          "%zz",
          "%",
          ";x=1",
          "*",
          "-1",
          "1e9",
          "' or '1'='1",
          "%F0%9F%92%A5",
          "a".repeat(3000),
          "a".repeat(9000),
          "{id}",
          "00000000-0000-0000-0000-000000000000",
          "%0d%0aX:y",
          "\\",
          "?",
          "#",
          "");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/mixed; boundary=b",
          "json",
          "a/b/c",
          "",
          "*/*",
          "\"");
  private static final List<String> METHODS =
      List.of("PUT", "PATCH", "TRACE", "OPTIONS", "HEAD", "FOO", "get", "CONNECT", "delete");
  private static final List<String> HEADERS =
      List.of(
          "Accept: nonsense",
          "Accept: image/png",
          "Accept: a/b;q=zzz",
          "Last-Event-ID: -1",
          "Last-Event-ID: 99999999999999999999",
          "Last-Event-ID: x",
          "Range: bytes=9-1",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Expect: nonsense",
          "Origin: null",
          "Origin: http://evil.example",
          "Sec-Fetch-Site: cross-site",
          "Authorization: Bearer x",
          "Authorization: Bearer",
          "Cookie: a=b; q_session=x",
          "X-Long: " + "a".repeat(20_000),
          "If-None-Match: \"",
          "Accept-Language: -",
          "X-HTTP-Method-Override: DELETE",
          "Connection: upgrade",
          "Upgrade: websocket",
          "no colon",
          ": empty",
          "Content-Length: -1",
          "Content-Length: 1e9",
          "Transfer-Encoding: nonsense",
          "Upgrade: h2c");

  private final JsonNode document;
  private final List<Operation> operations;
  private final String authority;
  private final List<String> known;

  /** Requests to {@code authority}, whose {@code known} ids exist. */
  Requests(JsonNode document, String authority, List<String> known) {
    this.document = document;
    this.operations = Operation.all(document);
    this.authority = authority;
    this.known = known;
  }

  /**
   * A request as it goes over the wire.
   *
   * @param stores whether one like it, but well-formed, would store something
   * @param bytes all of it
   * @param complete whether it is as long as it says; if not, no answer is one too
   */
  record Request(boolean stores, byte[] bytes, boolean complete) {}

  /** The request of {@code seed}. */
  Request of(long seed) {
    var random = new Random(seed);
    random.nextLong(); // the first numbers of neighbouring seeds resemble each other
    Operation operation = operations.get(random.nextInt(operations.size()));
    var headers = new ArrayList<String>();
    headers.add("Host: " + (random.nextInt(30) == 0 ? "evil.example" : authority));
    if (random.nextInt(3) == 0) {
      headers.add(HEADERS.get(random.nextInt(HEADERS.size())));
    }
    byte[] body = new byte[0];
    boolean complete = true;
    if (operation.contentType() != null) {
      String boundary = "b" + random.nextInt(1000);
      boolean form = operation.contentType().startsWith("multipart");
      body =
          form
              ? new Bodies(document, random).form(boundary)
              : new Bodies(document, random).json(operation);
      String right =
          form ? operation.contentType() + "; boundary=" + boundary : operation.contentType();
      String type = random.nextInt(8) == 0 ? TYPES.get(random.nextInt(TYPES.size())) : right;
      headers.add("Content-Type: " + type);
      int missing = random.nextInt(20) == 0 ? random.nextInt(1, 100) : 0;
      complete = missing == 0;
      headers.add("Content-Length: " + (body.length + missing));
    }
    String method =
        random.nextInt(20) == 0 ? METHODS.get(random.nextInt(METHODS.size())) : operation.method();
    String line = method + " " + path(operation, random) + query(operation, random) + " HTTP/1.1";
    boolean stores = operation.stores() && method.equals("POST");
    return new Request(stores, bytes(line, headers, body), complete);
  }

  private String path(Operation operation, Random random) {
    String path = operation.path();
    boolean changes = !operation.method().equals("GET");
    while (path.contains("{")) {
      int start = path.indexOf('{');
      int end = path.indexOf('}', start);
      @Nullable String id =
          changes || random.nextBoolean() ? null : known.get(random.nextInt(known.size()));
      String chosen = id == null ? IDS.get(random.nextInt(IDS.size())) : id;
      path = path.substring(0, start) + chosen.replace("{", "%7B") + path.substring(end + 1);
    }
    return path;
  }

  private String query(Operation operation, Random random) {
    var query = new StringBuilder();
    for (String name : operation.queries()) {
      for (int n = random.nextInt(3); n > 0; n--) {
        String value =
            random.nextInt(4) == 0
                ? IDS.get(random.nextInt(IDS.size())).replaceAll("[ #]", "+")
                : encoded(new SchemaValues(document, random).word());
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
      }
    }
    return query.toString();
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String line, List<String> headers, byte[] body) {
    var out = new ByteArrayOutputStream();
    out.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    headers.forEach(header -> out.writeBytes((header + "\r\n").getBytes(StandardCharsets.UTF_8)));
    out.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
