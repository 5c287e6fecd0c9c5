package org.diaflow.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.LabPlugin;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue lists what it cannot use, with the reason. */
final class PluginCatalogTest {

  private static LabPlugin with(L1Solver solver) {
    return new LabPlugin() {
      @Override
      public List<L1Solver> l1Solvers() {
        return List.of(solver);
      }
    };
  }

  @Test
  void secondPluginWithAnIdIsRefused() {
    var first = FakeL1Solver.returning(1);
    PluginCatalog catalog = PluginCatalog.of(with(first), with(FakeL1Solver.returning(2)));
    assertEquals(first, catalog.l1Solver("fake-solver"));
    assertEquals(PluginEntry.State.REFUSED, catalog.entries().get(1).state());
    assertTrue(String.valueOf(catalog.entries().get(1).reason()).contains("fake-solver"));
  }

  @Test
  void pluginThatThrowsOrHasABadIdIsBroken() {
    LabPlugin throwing =
        new LabPlugin() {
          @Override
          public List<L1Solver> l1Solvers() {
            throw new IllegalStateException("no licence");
          }
        };
    var badId =
        new FakeL1Solver("Not An Id", task -> FakeL1Solver.returning(1).solve(task, x -> {}));
    PluginCatalog catalog =
        PluginCatalog.of(throwing, with(badId), with(FakeL1Solver.returning(1)));
    assertEquals(PluginEntry.State.BROKEN, catalog.entries().get(0).state());
    assertTrue(String.valueOf(catalog.entries().get(0).reason()).contains("no licence"));
    assertEquals(PluginEntry.State.BROKEN, catalog.entries().get(1).state());
    assertTrue(String.valueOf(catalog.entries().get(1).reason()).contains("Not An Id"));
    assertNotNull(catalog.l1Solver("fake-solver"));
    assertNull(catalog.l1Solver("missing"));
  }

  private static final String GOOD =
      """
      package sample;
      import java.util.List;
      import org.diaflow.spi.*;
      public class Good implements LabPlugin {
        public List<L1Solver> l1Solvers() { return List.of(new Zero()); }
        static class Zero implements L1Solver {
          public Descriptor descriptor() {
            return new Descriptor("%s", "1", "Finds nothing.", List.of(), List.of(), List.of());
          }
          public Applicability supports(RegressionProblem problem) { return Applicability.yes(); }
          public L1Candidate solve(L1Task task, IterateListener listener) {
            return new L1Candidate(
                new double[task.problem().columns()], null, new Outcome(StopReason.STALLED, "No."));
          }
        }
      }
      """;

  /** Compiles {@code source}, class sample.Good, into a jar that names it as its plug-in. */
  private static void jar(Path directory, String name, String source) throws IOException {
    Path work = Files.createDirectories(directory.resolve(name + "-work"));
    Path file = Files.createDirectories(work.resolve("sample")).resolve("Good.java");
    Files.writeString(file, source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    assertEquals(0, code);
    try (var out = new JarOutputStream(Files.newOutputStream(directory.resolve(name + ".jar")))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + LabPlugin.class.getName()));
      out.write("sample.Good".getBytes(StandardCharsets.UTF_8));
      for (Path compiled : Files.list(work.resolve("sample")).toList()) {
        if (compiled.toString().endsWith(".class")) {
          out.putNextEntry(new JarEntry("sample/" + compiled.getFileName()));
          out.write(Files.readAllBytes(compiled));
        }
      }
    }
  }

  @Test
  void jarsInTheDirectoryAreLoadedEachByItself(@TempDir Path directory) throws IOException {
    jar(directory, "first", GOOD.formatted("first-solver"));
    jar(directory, "second", GOOD.formatted("second-solver"));
    PluginCatalog catalog = PluginCatalog.load(directory);
    L1Solver first = Objects.requireNonNull(catalog.l1Solver("first-solver"));
    L1Solver second = Objects.requireNonNull(catalog.l1Solver("second-solver"));
    assertEquals(first.getClass().getName(), second.getClass().getName());
    assertNotEquals(first.getClass(), second.getClass());
    assertThrows(
        ClassNotFoundException.class,
        () -> first.getClass().getClassLoader().loadClass("org.diaflow.engine.lab.Laboratory"));
    assertThrows(
        ClassNotFoundException.class,
        () -> first.getClass().getClassLoader().loadClass("org.ojalgo.matrix.store.R064Store"));
  }

  @Test
  void jarsThatCannotBeUsedAreListedWithTheReason(@TempDir Path directory) throws IOException {
    jar(
        directory,
        "constructor",
        "package sample; public class Good implements org.diaflow.spi.LabPlugin {"
            + " public Good() { throw new IllegalStateException(\"no licence file\"); } }");
    try (var out = new JarOutputStream(Files.newOutputStream(directory.resolve("empty.jar")))) {
      out.putNextEntry(new JarEntry("readme"));
    }
    Files.writeString(directory.resolve("text.jar"), "not a jar");
    List<PluginEntry> entries = PluginCatalog.load(directory).entries();
    assertEquals(3, entries.size());
    assertEquals("constructor.jar", entries.get(0).source());
    assertTrue(String.valueOf(entries.get(0).reason()).contains("no licence file"));
    assertTrue(String.valueOf(entries.get(1).reason()).contains("META-INF/services"));
    for (PluginEntry entry : entries) {
      assertEquals(PluginEntry.State.BROKEN, entry.state());
    }
    assertTrue(PluginCatalog.load(directory.resolve("missing")).entries().isEmpty());
  }
}
