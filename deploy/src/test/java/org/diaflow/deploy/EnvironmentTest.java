package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every variable set for a program is one it reads: a misspelled one would have no effect. */
final class EnvironmentTest {

  private static final Pattern NAME = Pattern.compile("DIAFLOW_[A-Z_]+");

  /** Read by the official image of PostgreSQL. */
  private static final Set<String> POSTGRES =
      Set.of("POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "PGDATA");

  @ParameterizedTest
  @FieldSource("org.diaflow.deploy.Manifests#OVERLAYS")
  void clusters(String overlay) throws IOException {
    Manifests manifests = Manifests.render(overlay);
    for (Workload workload : manifests.workloads()) {
      for (JsonNode container : workload.containers()) {
        String image = container.path("image").asText().replaceAll(":.*", "");
        assertRead(image, variables(manifests, container), workload.toString());
      }
    }
  }

  @Test
  void labServer() throws IOException {
    for (var service : ComposeFile.read().path("services").properties()) {
      Set<String> names = new TreeSet<>();
      service.getValue().path("environment").fieldNames().forEachRemaining(names::add);
      String image = service.getValue().path("image").asText().replaceAll(":.*", "");
      assertRead(image, names, service.getKey());
    }
  }

  /** Both need the backend's password to be the database's: one key of one Secret. */
  @Test
  void databaseAndItsClientsShareOneSecret() {
    List<String> secrets =
        Manifests.render("overlays/single-node").workloads().stream()
            .flatMap(workload -> workload.containers().stream())
            .flatMap(container -> Workload.list(container.path("env")).stream())
            .filter(
                variable ->
                    List.of("DIAFLOW_DATABASE_URL", "POSTGRES_PASSWORD")
                        .contains(variable.path("name").asText()))
            .map(variable -> variable.at("/valueFrom/secretKeyRef/name").asText())
            .distinct()
            .toList();
    assertEquals(List.of("database"), secrets);
  }

  private static Set<String> variables(Manifests manifests, JsonNode container) {
    Set<String> names = new TreeSet<>();
    for (JsonNode variable : container.path("env")) {
      names.add(variable.path("name").asText());
    }
    for (JsonNode source : container.path("envFrom")) {
      String map = source.at("/configMapRef/name").asText();
      JsonNode data = manifests.find("ConfigMap", map).orElseThrow().path("data");
      data.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private static void assertRead(String image, Set<String> names, String who) throws IOException {
    Set<String> known =
        switch (image) {
          case "diaflow-service" -> readIn(Path.of("..", "backend", "service", "src", "main"));
          case "diaflow-dashboard" -> readIn(Path.of("..", "frontend", "src", "main"));
          case "postgres" -> POSTGRES;
          default -> throw new AssertionError("Unknown image " + image);
        };
    for (String name : names) {
      assertTrue(known.contains(name), () -> who + " sets " + name + ", which nobody reads");
    }
  }

  private static Set<String> readIn(Path sources) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(EnvironmentTest::isSource).toList()) {
        NAME.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(names::add);
      }
    }
    return names;
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return name.endsWith(".java") || name.endsWith(".properties");
  }
}
