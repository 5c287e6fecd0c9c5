package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.LabPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plug-in printed in README.md is the one compiled and tested here. */
final class ReadmeTest {

  @ParameterizedTest
  @ValueSource(strings = {"PrimalDual", "ExamplePlugin", "PrimalDualTest"})
  void theReadmePrintsTheExample(String name) throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/example", name + ".java"));
    String readme = Files.readString(Path.of("../../README.md"));
    assertTrue(
        readme.contains("```java\n" + source + "```\n"),
        () -> "README.md must print %s.java as it is; copy it there.".formatted(name));
  }

  @Test
  void theExampleIsFoundThroughItsServicesFile() {
    List<String> ids =
        ServiceLoader.load(LabPlugin.class).stream()
            .flatMap(provider -> provider.get().l1Solvers().stream())
            .map(L1Solver::descriptor)
            .map(descriptor -> descriptor.id())
            .toList();
    assertEquals(List.of("example-primal-dual"), ids);
  }
}
