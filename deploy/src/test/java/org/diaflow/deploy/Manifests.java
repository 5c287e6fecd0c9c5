package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The objects of a directory of manifests.
 *
 * @param name the directory, relative to this module
 * @param objects what a cluster would be given
 */
record Manifests(String name, List<JsonNode> objects) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  /** Directories that are applied to a cluster. */
  static final List<String> OVERLAYS =
      List.of("overlays/single-node", "overlays/external-postgres");

  /** What {@code kubectl kustomize} makes of a directory; without kubectl the test is skipped. */
  static Manifests render(String directory) {
    return RENDERED.computeIfAbsent(
        directory,
        name -> {
          try {
            return new Manifests(name, parse(kustomize(Path.of(name))));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The objects as written in the files of all directories, before kustomize has seen them. */
  static Stream<Path> sources() {
    return Stream.of("base", "overlays", "restore")
        .flatMap(name -> walk(Path.of(name)))
        .filter(file -> file.toString().endsWith(".yaml"))
        .filter(file -> !file.endsWith("kustomization.yaml"));
  }

  static List<JsonNode> parse(String text) throws IOException {
    var objects = new ArrayList<JsonNode>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      while (documents.hasNext()) {
        objects.add(documents.next());
      }
    }
    return objects;
  }

  Stream<JsonNode> ofKind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  Optional<JsonNode> find(String kind, String name) {
    return ofKind(kind).filter(object -> nameOf(object).equals(name)).findFirst();
  }

  /** Everything that makes pods, with the pods' template. */
  List<Workload> workloads() {
    return objects.stream().flatMap(object -> Workload.of(object).stream()).toList();
  }

  static String nameOf(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String title(JsonNode object) {
    return object.path("kind").asText() + " " + nameOf(object);
  }

  private static String kustomize(Path directory) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder("kubectl", "kustomize", directory.toString()).start();
    } catch (IOException e) {
      assumeTrue(
          false,
          "kubectl is not on the path: install it (https://kubernetes.io/docs/tasks/tools) to have"
              + " the overlays rendered and checked.");
      throw e;
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertEquals(0, process.waitFor(), errors);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertEquals("", errors, "kustomize has remarks on " + directory);
    return output;
  }

  private static Stream<Path> walk(Path directory) {
    try {
      return Files.walk(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
