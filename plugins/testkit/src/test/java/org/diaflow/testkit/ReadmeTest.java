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

/** What plugins/README.md prints is what is compiled and tested: here, and in plugins/sample. */
final class ReadmeTest {

  @ParameterizedTest
  @ValueSource(strings = {"PrimalDual", "ExamplePlugin", "PrimalDualTest"})
  void theReadmePrintsTheExample(String name) throws IOException {
    assertPrinted("java", Path.of("src/test/java/org/example", name + ".java"));
  }

  @Test
  void theReadmePrintsTheProjectOfTheSample() throws IOException {
    assertPrinted("xml", Path.of("../sample/pom.xml"));
  }

  private static void assertPrinted(String language, Path file) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    assertTrue(
        readme.contains("```%s\n%s```\n".formatted(language, Files.readString(file))),
        () -> "plugins/README.md must print %s as it is; copy it there.".formatted(file));
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
