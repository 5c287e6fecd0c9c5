package org.diaflow.frontend.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plug-in from a Maven project outside this build, dropped as a jar into the data directory,
 * appears in the dashboard and runs; one that throws in its constructor is listed with the reason.
 */
final class DropInIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path data;
  @TempDir Path work;

  @Test
  void aJarFromOutsideAppearsAndRuns() throws IOException, InterruptedException {
    Path plugins = Files.createDirectories(data.resolve("plugins"));
    Files.copy(sampleJar(), plugins.resolve("sample-plugin.jar"));
    throwingJar(plugins.resolve("throwing.jar"));
    try (var lab = new PackagedLab(data);
        var browser = new Browser()) {
      Page page = browser.page(1400, 1000, ColorScheme.LIGHT);
      page.navigate(lab.page("/plugins"));
      assertThat(page.getByText("sample-midpoint").first()).isVisible();
      assertThat(page.getByText("throwing.jar").first()).isVisible();
      assertThat(page.getByText("no licence file").first()).isVisible();
      assertThat(page.getByText("sample-polynomial").first()).isVisible();
      assertEquals("converged", stopReason(lab));
      theGeneratorIsInTheForm(page, lab);
      theMeasureIsOnTheAxis(page, lab);
    }
  }

  private static void theGeneratorIsInTheForm(Page page, PackagedLab lab) {
    page.navigate(lab.page("/new"));
    page.locator("[data-testid=field-problem]").click();
    page.locator("vaadin-select-item:visible")
        .filter(new Locator.FilterOptions().setHasText("sample-polynomial"))
        .first()
        .click();
    assertThat(page.locator("[data-testid='field-problem.generator.columns']")).isVisible();
  }

  private static void theMeasureIsOnTheAxis(Page page, PackagedLab lab)
      throws IOException, InterruptedException {
    String id =
        lab.post(
            "/api/experiments",
            """
            {"kind": "error-vs-scale", "depths": [2], "alphas": [1e-1, 1e-2, 1e-3],
             "problem": {"generator": {"kind": "sample-polynomial", "rows": 4, "columns": [9, 12]}},
             "measures": ["effectiveSparsity"]}
            """);
    page.navigate(lab.page("/experiments/" + id));
    page.locator("[data-testid=curves-y]").click();
    page.locator("vaadin-select-item:visible")
        .filter(new Locator.FilterOptions().setHasText("Effective sparsity"))
        .first()
        .click();
    page.locator("[data-testid=curves][data-measure=effectiveSparsity]").waitFor();
    page.waitForCondition(() -> page.locator("[data-testid=curve]").count() == 2);
  }

  private static String stopReason(PackagedLab lab) throws IOException, InterruptedException {
    String id =
        lab.post(
            "/api/experiments",
            """
            {"kind": "error-vs-scale",
             "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
             "depths": [2], "alphas": [1e-2], "engines": [{"integrator": "sample-midpoint"}]}
            """);
    var json = new ObjectMapper();
    for (int k = 0; k < 10 * PATIENCE_SECONDS; k++) {
      JsonNode cell =
          json.readTree(lab.get("/api/experiments/" + id + "/cells")).get("items").get(0);
      if (cell.get("state").asText().equals("DONE")) {
        return cell.get("stopReason").asText();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("The cell has not ended after %d s.".formatted(PATIENCE_SECONDS));
  }

  /** The jar of plugins/sample, built by Maven in a copy that sees the contract's jar only. */
  private Path sampleJar() throws IOException, InterruptedException {
    Path repository = work.resolve("repository");
    Path contract = repository.resolve("org/diaflow/diaflow-spi/" + VERSION);
    copy(
        ROOT.resolve("plugins/spi/target/diaflow-spi-%s.jar".formatted(VERSION)),
        contract.resolve("diaflow-spi-%s.jar".formatted(VERSION)));
    copy(
        ROOT.resolve("plugins/spi/pom.xml"),
        contract.resolve("diaflow-spi-%s.pom".formatted(VERSION)));
    copy(
        ROOT.resolve("pom.xml"),
        repository.resolve("org/diaflow/diaflow/%s/diaflow-%s.pom".formatted(VERSION, VERSION)));
    Path project = work.resolve("sample");
    try (Stream<Path> files = Files.walk(ROOT.resolve("plugins/sample/src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, project.resolve(ROOT.resolve("plugins/sample").relativize(file).toString()));
      }
    }
    copy(ROOT.resolve("plugins/sample/pom.xml"), project.resolve("pom.xml"));
    var maven =
        new ProcessBuilder(
            List.of(
                ROOT.resolve("mvnw").toString(),
                "-B",
                "-q",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local.tail=" + repository,
                "-Dmaven.repo.local.tail.ignoreAvailability=true",
                "package"));
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Path log = work.resolve("maven.log");
    Process process = maven.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), () -> read(log));
    return project.resolve("target/sample-plugin.jar");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private void throwingJar(Path jar) throws IOException {
    Path source = work.resolve("Throwing.java");
    Files.writeString(
        source,
        "public class Throwing implements org.diaflow.spi.LabPlugin {"
            + " public Throwing() { throw new IllegalStateException(\"no licence file\"); } }");
    String contract =
        ROOT.resolve("plugins/spi/target/diaflow-spi-%s.jar".formatted(VERSION)).toString();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", contract, source.toString());
    assertEquals(0, code);
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/org.diaflow.spi.LabPlugin"));
      out.write("Throwing".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("Throwing.class"));
      out.write(Files.readAllBytes(work.resolve("Throwing.class")));
    }
  }
}
