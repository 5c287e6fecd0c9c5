package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The compose file of a lab server keeps the same promises as the manifests of a cluster. */
final class ComposeTest {

  /** Keys of a service that this file may use; a misspelled one is ignored by some engines. */
  private static final Set<String> KEYS =
      Set.of(
          "user",
          "read_only",
          "cap_drop",
          "security_opt",
          "tmpfs",
          "pids_limit",
          "image",
          "command",
          "restart",
          "stop_grace_period",
          "mem_limit",
          "environment",
          "ports",
          "networks",
          "depends_on",
          "volumes",
          "healthcheck",
          "shm_size",
          "profiles");

  @TestFactory
  Stream<DynamicTest> services() throws IOException {
    return ComposeFile.read().path("services").properties().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private static void check(JsonNode service) {
    Set<String> keys = new TreeSet<>();
    service.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(KEYS);
    assertAll(
        () -> assertEquals(Set.of(), keys, "unknown keys"),
        () -> assertTrue(service.path("user").asText().matches("[1-9]\\d+:[1-9]\\d+")),
        () -> assertTrue(service.path("read_only").asBoolean()),
        () -> assertEquals("[\"ALL\"]", service.path("cap_drop").toString()),
        () -> assertEquals("[\"no-new-privileges:true\"]", service.path("security_opt").toString()),
        () -> assertTrue(service.has("mem_limit")));
    for (JsonNode port : service.path("ports")) {
      assertTrue(port.asText().startsWith("${ADDRESS:-127.0.0.1}:"), "loopback unless asked");
    }
    for (var variable : service.path("environment").properties()) {
      if (variable.getKey().matches(".*(PASSWORD|SECRET|DATABASE_URL)")) {
        assertTrue(variable.getValue().asText().contains("${"), "a secret in the clear");
      }
    }
  }

  @Test
  void everythingNamedExists() throws IOException {
    JsonNode compose = ComposeFile.read();
    JsonNode services = compose.path("services");
    for (JsonNode service : services) {
      JsonNode dependencies = service.path("depends_on");
      List<String> names =
          dependencies.isArray()
              ? Workload.list(dependencies).stream().map(JsonNode::asText).toList()
              : dependencies.properties().stream().map(Map.Entry::getKey).toList();
      assertTrue(names.stream().allMatch(services::has), names::toString);
      for (JsonNode network : service.path("networks")) {
        assertTrue(compose.path("networks").has(network.asText()), network::asText);
      }
      for (JsonNode volume : service.path("volumes")) {
        assertTrue(compose.path("volumes").has(volume.asText().replaceAll(":.*", "")));
      }
    }
  }
}
