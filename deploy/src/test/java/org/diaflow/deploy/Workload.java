package org.diaflow.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Something that makes pods: a Deployment, a StatefulSet, a Job or a CronJob.
 *
 * @param object the object
 * @param template its pods
 */
record Workload(JsonNode object, JsonNode template) {

  static Optional<Workload> of(JsonNode object) {
    String path =
        switch (object.path("kind").asText()) {
          case "Deployment", "StatefulSet", "Job" -> "/spec/template";
          case "CronJob" -> "/spec/jobTemplate/spec/template";
          default -> "";
        };
    return path.isEmpty() ? Optional.empty() : Optional.of(new Workload(object, object.at(path)));
  }

  /** Whether its pods are meant to run for ever. */
  boolean isServer() {
    String kind = object.path("kind").asText();
    return kind.equals("Deployment") || kind.equals("StatefulSet");
  }

  JsonNode pod() {
    return template.path("spec");
  }

  JsonNode labels() {
    return template.at("/metadata/labels");
  }

  List<JsonNode> servers() {
    return list(pod().path("containers"));
  }

  /** Containers, those that run before them included. */
  List<JsonNode> containers() {
    var all = new ArrayList<>(list(pod().path("initContainers")));
    all.addAll(servers());
    return all;
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Override
  public String toString() {
    return Manifests.title(object);
  }
}
