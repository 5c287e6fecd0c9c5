package org.diaflow.frontend.lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Keycloak that the service's tests have unpacked, with their realm: the password of a user is
 * the name.
 */
final class Issuer implements AutoCloseable {

  private static final Path SERVICE = Path.of("..", "backend", "service").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final String url;
  private final Process process;

  Issuer() throws IOException, InterruptedException {
    Path home;
    try (Stream<Path> found = Files.list(SERVICE.resolve("target/keycloak"))) {
      home =
          found
              .filter(path -> path.getFileName().toString().startsWith("keycloak-"))
              .findFirst()
              .orElseThrow();
    }
    delete(home.resolve("data"));
    Files.copy(
        SERVICE.resolve("src/test/resources/keycloak/diaflow-realm.json"),
        Files.createDirectories(home.resolve("data/import")).resolve("realm.json"));
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    url = "http://127.0.0.1:%d/realms/diaflow".formatted(port);
    var builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--cache=local",
            "--http-host=127.0.0.1",
            "--http-port=" + port);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "keycloak-it.log").toFile())
            .start();
    await();
  }

  /** Its address. */
  String url() {
    return url;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private void await() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    try (var http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline && process.isAlive()) {
        try {
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // it starts
        }
        TimeUnit.MILLISECONDS.sleep(300);
      }
    }
    close();
    throw new IllegalStateException("Keycloak does not answer; see target/keycloak-it.log.");
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
