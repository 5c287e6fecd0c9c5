package org.diaflow.service.access;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak of the tests' own, unpacked by Maven, with the realm in {@code
 * keycloak/diaflow-realm.json}: everybody's password is the name.
 */
public final class Keycloak implements QuarkusTestResourceLifecycleManager {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** How many cells a researcher may keep. */
  static final long MOST_CELLS = 100;

  private static final Path PARENT = Path.of("target", "keycloak");
  private static volatile String issuer = "";

  private @Nullable Process process;

  @Override
  public Map<String, String> start() {
    try {
      Path home = home();
      deleteAll(home.resolve("data"));
      Path realm = Files.createDirectories(home.resolve("data/import")).resolve("realm.json");
      try (var in = Keycloak.class.getResourceAsStream("/keycloak/diaflow-realm.json")) {
        Files.copy(Objects.requireNonNull(in), realm, StandardCopyOption.REPLACE_EXISTING);
      }
      int port = freePort();
      issuer = "http://127.0.0.1:%d/realms/diaflow".formatted(port);
      process = launch(home, port);
      await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var settings = new HashMap<>(new AccountSettings(issuer, "diaflow-api").settings());
    settings.put("diaflow.limits.cells", Long.toString(MOST_CELLS));
    return settings;
  }

  /** An access token for {@code user} through {@code client}. */
  static String token(String user, String client) {
    return given()
        .baseUri(issuer)
        .port(URI.create(issuer).getPort())
        .formParam("grant_type", "password")
        .formParam("client_id", client)
        .formParam("client_secret", "secret")
        .formParam("username", user)
        .formParam("password", user)
        .post("/protocol/openid-connect/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  @Override
  public void stop() {
    if (process == null) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process launch(Path home, int port) throws IOException {
    var builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--cache=local");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    builder.redirectErrorStream(true).redirectOutput(PARENT.resolve("keycloak.log").toFile());
    return builder.start();
  }

  private void await() {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(issuer)).build();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline && Objects.requireNonNull(process).isAlive()) {
        try {
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // it starts
        }
        TimeUnit.MILLISECONDS.sleep(300);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop();
    throw new IllegalStateException("Keycloak does not answer; see target/keycloak/keycloak.log.");
  }

  private static Path home() throws IOException {
    try (Stream<Path> found = Files.list(PARENT)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith("keycloak-"))
          .findFirst()
          .map(Path::toAbsolutePath)
          .orElseThrow(() -> new IllegalStateException("Run through Maven: it unpacks Keycloak."));
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
