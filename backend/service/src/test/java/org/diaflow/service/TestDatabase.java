package org.diaflow.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.diaflow.service.database.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of the tests' own, on a fresh directory; bodies are limited to 2 MB. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

  private @Nullable Path directory;
  private @Nullable EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("diaflow-test");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    database = EmbeddedDatabase.open(directory);
    var settings = new HashMap<>(database.url().settings());
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.http.limits.max-body-size", "2M");
    settings.put("diaflow.limits.requests-per-second", "100000");
    settings.put("diaflow.limits.burst", "100000");
    return settings;
  }

  @Override
  public void stop() {
    if (database == null) {
      return;
    }
    database.close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
