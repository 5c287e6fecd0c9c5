package org.diaflow.service.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diaflow.service.Experiment;
import org.diaflow.service.TestDatabase;
import org.diaflow.service.database.DatabaseUrl;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is backed up while the service works comes back byte by byte, or is refused with a reason.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BackupTest {

  @TempDir Path directory;

  private DatabaseUrl live;
  private DatabaseUrl empty;

  /** A second database on the same server, migrated and without rows. */
  @BeforeEach
  void makeEmptyDatabase() throws SQLException {
    live = live();
    String name = "empty_" + System.nanoTime();
    try (Connection connection = live.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    empty = new DatabaseUrl(live.user(), live.password(), live.host(), live.port(), name);
    migrate(null);
  }

  private static DatabaseUrl live() {
    Config config = ConfigProvider.getConfig();
    String login =
        config.getValue("quarkus.datasource.username", String.class)
            + ":"
            + config.getValue("quarkus.datasource.password", String.class);
    String address = config.getValue("quarkus.datasource.jdbc.url", String.class);
    return DatabaseUrl.parse(address.replace("jdbc:", "").replace("//", "//" + login + "@"));
  }

  @Test
  void everyTableComesBackByteByByte() throws Exception {
    Experiment done = Experiment.submit("[\"limit\"]", ", \"observables\": [\"loss\"]");
    done.await("DONE");
    Path file = directory.resolve("all.backup");
    Backup.run(live, List.of("backup", file.toString()));
    Map<String, List<String>> before = content(live);
    Backup.run(empty, List.of("restore", file.toString()));
    assertEquals(before, content(empty));
    assertTrue(rows(before, "cell") >= 14, "cells were there to be lost");
    assertTrue(rows(before, "problem") >= 1);
    try (Connection connection = empty.connect()) {
      assertEquals(sequences(live), new Schema(connection).sequences());
    }
  }

  /** A snapshot: experiments that are submitted meanwhile are in it whole or not at all. */
  @Test
  void backupOfABusyServiceIsConsistent() throws Exception {
    Experiment busy = Experiment.submit(Experiment.slow(300));
    busy.awaitDone(2);
    Path file = directory.resolve("busy.backup");
    Backup.run(live, List.of("backup", file.toString()));
    busy.await("DONE");
    Backup.run(empty, List.of("restore", file.toString()));
    try (Connection connection = empty.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select cells_done, (select count(*) from cell where experiment_id = e.id and"
                    + " seconds is not null) from experiment e where id = '"
                    + busy.id()
                    + "'")) {
      assertTrue(row.next());
      assertEquals(row.getInt(1), row.getInt(2));
    }
  }

  @Test
  void databaseWithRowsIsLeftAlone() throws Exception {
    Experiment.submit("[\"limit\"]").await("DONE");
    Path file = directory.resolve("some.backup");
    Backup.run(live, List.of("backup", file.toString()));
    Backup.run(empty, List.of("restore", file.toString()));
    Map<String, List<String>> before = content(empty);
    assertRefused("already has rows", empty, "restore", file.toString());
    assertEquals(before, content(empty));
  }

  @Test
  void damagedFileIsRefusedBeforeAnythingIsWritten() throws Exception {
    Experiment.submit("[\"limit\"]").await("DONE");
    Path file = directory.resolve("good.backup");
    Backup.run(live, List.of("backup", file.toString()));
    byte[] good = Files.readAllBytes(file);
    for (int k = 1; k <= 20; k++) { // all over the file: entries, manifest, directory of the ZIP
      byte[] bad = good.clone();
      int at = (int) ((long) k * (good.length - 1) / 20);
      bad[at] ^= 0x15;
      Path broken = Files.write(directory.resolve("bad.backup"), bad);
      try {
        Backup.run(empty, List.of("restore", broken.toString()));
      } catch (IllegalStateException | UncheckedIOException e) {
        assertTrue(content(empty).values().stream().allMatch(List::isEmpty), "byte " + at);
        continue;
      }
      // a bit that means nothing, such as a time stamp of the ZIP
      assertEquals(content(live), content(empty), "byte " + at);
      makeEmptyDatabase();
    }
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    assertRefused("damaged", empty, "restore", file.toString());
  }

  @Test
  void otherSchemaIsRefused() throws Exception {
    Path file = directory.resolve("new.backup");
    Backup.run(live, List.of("backup", file.toString()));
    try (Connection connection = empty.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema public cascade; create schema public");
    }
    assertRefused("no tables yet", empty, "restore", file.toString());
    migrate("1");
    assertRefused("schema 1", empty, "restore", file.toString());
  }

  @Test
  void directoryKeepsTheNewest() throws Exception {
    for (String day : List.of("20260101", "20260102", "20260103")) {
      Files.writeString(directory.resolve("diaflow-" + day + "T031700Z.backup"), "an old one");
    }
    Files.writeString(directory.resolve("notes.txt"), "not a backup");
    Backup.run(live, List.of("backup", directory.toString(), "--keep", "2"));
    List<Path> left = BackupFile.in(directory);
    assertEquals(2, left.size());
    assertEquals("diaflow-20260103T031700Z.backup", left.getLast().getFileName().toString());
    assertTrue(Files.exists(directory.resolve("notes.txt")));
    Backup.run(empty, List.of("restore", directory.toString())); // the newest: the others are none
    Files.move(left.getLast(), left.getFirst(), StandardCopyOption.REPLACE_EXISTING);
    assertRefused("damaged", empty, "restore", directory.toString());
  }

  @Test
  void wrongWordsAreRefused() {
    for (List<String> words :
        List.of(
            List.of("backup"),
            List.of("restore"),
            List.of("restore", "a", "b"),
            List.of("backup", "a", "--keep", "0"),
            List.of("backup", "a", "--keep", "many"),
            List.of("backup", "a", "--kept", "3"))) {
      assertThrows(IllegalArgumentException.class, () -> Backup.run(live, words), words::toString);
    }
  }

  private static void assertRefused(String why, DatabaseUrl database, String... words) {
    var refusal =
        assertThrows(IllegalStateException.class, () -> Backup.run(database, List.of(words)));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
  }

  private void migrate(@Nullable String target) {
    var configuration =
        Flyway.configure()
            .dataSource(
                "jdbc:postgresql://%s:%d/%s".formatted(empty.host(), empty.port(), empty.name()),
                empty.user(),
                empty.password());
    (target == null ? configuration : configuration.target(target)).load().migrate();
  }

  private static int rows(Map<String, List<String>> content, String table) {
    return content.getOrDefault(table, List.of()).size();
  }

  /** Every row of every table as text, sorted. */
  private static Map<String, List<String>> content(DatabaseUrl database) throws SQLException {
    var content = new TreeMap<String, List<String>>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : new Schema(connection).tables().keySet()) {
        var rows = new ArrayList<String>();
        try (ResultSet result =
            statement.executeQuery("select t::text from " + table + " t order by 1")) {
          while (result.next()) {
            rows.add(result.getString(1));
          }
        }
        content.put(table, rows);
      }
    }
    return content;
  }

  private static Map<String, Long> sequences(DatabaseUrl database) throws SQLException {
    try (Connection connection = database.connect()) {
      return new Schema(connection).sequences();
    }
  }
}
