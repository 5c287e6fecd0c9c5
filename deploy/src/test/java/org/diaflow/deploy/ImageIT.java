package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images hold what they should, and run with no right but to compute and to write to /tmp. */
final class ImageIT {

  private static final int BASE = 0;

  @BeforeEach
  void imagesAreBuilt() {
    assumeTrue(
        Files.exists(Path.of("target", "service.tar")),
        "The images are not built; './diaflow test' and './diaflow images' do that.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service.tar", "dashboard.tar"})
  void runsAsNobodyInParticular(String file) throws IOException {
    Image image = Image.read(file);
    assertAll(
        () -> assertEquals("10001:10001", image.config().at("/config/User").asText()),
        () -> assertEquals("/diaflow", image.config().at("/config/WorkingDir").asText()),
        () -> assertEquals("java", image.entrypoint().getFirst()),
        () -> assertEquals("quarkus-run.jar", image.entrypoint().getLast()),
        () -> assertEquals("off", image.environment().get("DIAFLOW_PLUGINS")),
        () -> assertTrue(image.config().at("/config/Volumes").isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"service.tar", "dashboard.tar"})
  void nothingButTmpCanBeWritten(String file) throws IOException {
    Image image = Image.read(file);
    for (int layer = BASE + 1; layer < image.layers().size(); layer++) {
      for (TarArchiveEntry entry : image.entries(layer).values()) {
        assertEquals(0, entry.getLongUserId(), entry::getName);
        assertEquals(0, entry.getMode() & 0022, () -> entry.getName() + " can be written");
        assertEquals(0, entry.getMode() & 06000, () -> entry.getName() + " changes its user");
        assertFalse(entry.isSymbolicLink(), entry::getName);
      }
    }
  }

  /** Libraries, which seldom change, lie under the program; PostgreSQL's binaries are left out. */
  @ParameterizedTest
  @CsvSource({"service.tar, ../backend/service", "dashboard.tar, ../frontend"})
  void layersHoldTheProgramAndNothingElse(String file, Path module) throws IOException {
    Image image = Image.read(file);
    int top = image.layers().size() - 1;
    Set<String> program = files(image, top);
    Set<String> libraries =
        IntStream.range(BASE + 1, top)
            .mapToObj(layer -> files(image, layer))
            .flatMap(Set::stream)
            .filter(name -> name.startsWith("diaflow/"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(program.contains("diaflow/quarkus-run.jar"));
    assertTrue(libraries.stream().allMatch(name -> name.startsWith("diaflow/lib/")));
    assertFalse(libraries.stream().anyMatch(name -> name.contains("org.diaflow.")));
    Set<String> expected = new TreeSet<>();
    Path app = module.resolve("target/quarkus-app");
    try (Stream<Path> all = Files.walk(app)) {
      all.filter(Files::isRegularFile)
          .map(path -> "diaflow/" + app.relativize(path))
          .filter(name -> !name.contains("io.zonky.test.postgres."))
          .filter(name -> !name.endsWith("quarkus-app-dependencies.txt"))
          .filter(name -> !name.endsWith("diaflow.stamp"))
          .forEach(expected::add);
    }
    libraries.addAll(program);
    assertEquals(expected, libraries);
  }

  @Test
  void serviceRunsReadOnly(@TempDir Path directory) throws Exception {
    assumeTrue(Container.possible(), "Entering an image needs root, unshare and chroot.");
    Image image = Image.read("service.tar");
    Path root = Files.createDirectory(directory.resolve("service"));
    image.unpack(root);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = freePort();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      var environment =
          Map.of(
              "DIAFLOW_BIND",
              "127.0.0.1", // any other address wants accounts
              "DIAFLOW_PORT",
              String.valueOf(port),
              "DIAFLOW_LOG_JSON",
              "true",
              "DIAFLOW_DATABASE_URL",
              "postgresql://postgres:any@127.0.0.1:" + postgres.getPort() + "/postgres");
      try (Container service = Container.start(image, root, environment, List.of())) {
        for (String probe : List.of("started", "ready", "live")) {
          String health = service.await("http://127.0.0.1:" + port + "/q/health/" + probe);
          assertTrue(health.contains("\"UP\""), health);
        }
        String plugins = service.await("http://127.0.0.1:" + port + "/api/plugins");
        assertTrue(plugins.contains("homotopy"), plugins);
        assertTrue(service.status("Uid").endsWith("10001\t10001\t10001\t10001"));
        assertTrue(service.status("CapEff").endsWith("0000000000000000"));
        List<String> words = List.of("backup", "/tmp/all.backup");
        try (Container backup = Container.start(image, root, environment, words)) {
          assertEquals(0, backup.await(), backup.log());
          assertTrue(backup.log().contains("Backed up "), backup.log());
        }
        service.stop();
        assertLogIsJson(service.log());
      }
    }
  }

  @Test
  void dashboardRunsReadOnly(@TempDir Path directory) throws Exception {
    assumeTrue(Container.possible(), "Entering an image needs root, unshare and chroot.");
    Image image = Image.read("dashboard.tar");
    Path root = Files.createDirectory(directory.resolve("dashboard"));
    image.unpack(root);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = freePort();
    var environment =
        Map.of("DIAFLOW_BIND", "127.0.0.1", "DIAFLOW_DASHBOARD_PORT", String.valueOf(port));
    try (Container dashboard = Container.start(image, root, environment, List.of())) {
      for (String probe : List.of("started", "ready", "live")) {
        dashboard.await("http://127.0.0.1:" + port + "/q/health/" + probe);
      }
      assertTrue(dashboard.await("http://127.0.0.1:" + port + "/").contains("<html"));
      dashboard.stop();
    }
  }

  private static void assertLogIsJson(String log) throws IOException {
    List<String> lines = log.lines().filter(line -> line.startsWith("{")).toList();
    assertFalse(lines.isEmpty(), log);
    for (String line : lines) {
      JsonNode entry = new ObjectMapper().readTree(line);
      assertTrue(entry.has("level") && entry.has("message") && entry.has("mdc"), line);
    }
  }

  private static Set<String> files(Image image, int layer) {
    return image.entries(layer).values().stream()
        .filter(entry -> !entry.isDirectory())
        .map(TarArchiveEntry::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
