package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object is one that Kubernetes' own OpenAPI description allows, unknown fields refused. */
final class SchemaTest {

  private static final JSON GSON = new JSON();

  @ParameterizedTest
  @MethodSource
  void objectsAsRendered(String directory) {
    Manifests manifests = Manifests.render(directory);
    assertTrue(!manifests.objects().isEmpty());
    for (JsonNode object : manifests.objects()) {
      assertDoesNotThrow(() -> validate(object), directory + ": " + Manifests.title(object));
    }
  }

  static Stream<String> objectsAsRendered() {
    return Stream.concat(Manifests.OVERLAYS.stream(), Stream.of("base", "restore"));
  }

  @ParameterizedTest
  @MethodSource("org.diaflow.deploy.Manifests#sources")
  void objectsAsWritten(Path file) throws IOException {
    List<JsonNode> objects = Manifests.parse(Files.readString(file));
    for (JsonNode object : objects) {
      assertDoesNotThrow(() -> validate(object), file + ": " + Manifests.title(object));
    }
  }

  /** The check itself is tried on broken copies. */
  @ParameterizedTest
  @CsvSource({
    "replicas: 2, replica: 2",
    "replicas: 2, replicas: two",
    "'args: [serve]', 'arguments: [serve]'",
    "containerPort: 8080, containerPort: http",
    "'- name: backend', '- title: backend'",
    "memory: 768Mi, memory: much",
    "drop: [ALL], drop: ALL",
    "'  selector:', '  selectors:'",
    "path: /q/health/live, paths: /q/health/live",
    "apiVersion: apps/v1, apiVersion: apps/v7",
    "kind: Service, kind: Servant",
  })
  void brokenObjectIsRefused(String written, String broken) throws IOException {
    String text = Files.readString(Path.of("base", "backend.yaml"));
    assertTrue(text.contains(written), written);
    List<JsonNode> objects = Manifests.parse(text.replace(written, broken));
    assertThrows(
        RuntimeException.class,
        () -> {
          for (JsonNode object : objects) {
            validate(object);
          }
        });
  }

  @Test
  void missingFieldIsRefused() throws IOException {
    JsonNode object =
        Manifests.parse(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: incomplete}
                spec:
                  template:
                    spec: {containers: [{name: a, image: b}]}
                """)
            .getFirst();
    assertThrows(RuntimeException.class, () -> validate(object));
  }

  private static void validate(JsonNode object) {
    var _ = GSON.getGson().fromJson(object.toString(), type(object));
  }

  /** {@code apps/v1 Deployment} is V1Deployment, {@code autoscaling/v2 …} is V2…. */
  private static Class<?> type(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    String name = version.replace("v", "V") + object.path("kind").asText();
    try {
      return Class.forName("io.kubernetes.client.openapi.models." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("Kubernetes has no " + name + ".", e);
    }
  }
}
