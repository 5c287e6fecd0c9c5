package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything shipped may be given away together with a program under the Apache licence. */
final class LicenceIT {

  /** By SPDX identifier, or by name where a library gives no identifier. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Public Domain");

  @ParameterizedTest
  @ValueSource(strings = {"../backend/service", "../frontend"})
  void everyLibraryMayBeShipped(Path module) throws IOException {
    Path file = module.resolve("target/bom.json");
    assumeTrue(
        Files.exists(file),
        "The libraries are not listed; './diaflow test' and './diaflow sbom' do that.");
    JsonNode bom = new ObjectMapper().readTree(file.toFile());
    assertTrue(bom.path("bomFormat").asText().equals("CycloneDX"));
    assertFalse(bom.path("components").isEmpty());
    Map<String, List<String>> foreign = new TreeMap<>();
    for (JsonNode component : bom.path("components")) {
      List<String> licences = licences(component);
      if (!component.path("group").asText().equals("org.diaflow")
          && licences.stream().noneMatch(ALLOWED::contains)) {
        foreign.put(component.path("purl").asText(), licences);
      }
    }
    assertTrue(foreign.isEmpty(), foreign::toString);
  }

  /** A library under several licences may be taken under any of them. */
  private static List<String> licences(JsonNode component) {
    return Workload.list(component.path("licenses")).stream()
        .map(choice -> choice.path("license"))
        .map(licence -> licence.path("id").asText(licence.path("name").asText()))
        .toList();
  }
}
