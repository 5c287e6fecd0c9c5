package org.diaflow.service.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.diaflow.service.database.DatabaseUrl;

/**
 * The roles {@code backup FILE|DIRECTORY [--keep N]} and {@code restore FILE|DIRECTORY}.
 *
 * <p>In a directory a backup gets a name by the time and of the older ones N are kept; what is
 * restored from a directory is the newest.
 */
public final class Backup {

  /** Words that name a role of this class. */
  public static final Set<String> ROLES = Set.of("backup", "restore");

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'diaflow-'yyyyMMdd'T'HHmmss'Z" + BackupFile.SUFFIX + "'")
          .withZone(ZoneOffset.UTC);

  private Backup() {}

  /**
   * Does what {@code arguments}, the first a role, say and returns 0; what stands in the way is an
   * {@link IllegalStateException}, and bad arguments are an {@link IllegalArgumentException}.
   */
  public static int run(DatabaseUrl database, List<String> arguments) {
    String role = arguments.getFirst();
    int words = arguments.size();
    if (role.equals("backup") && words == 2) {
      return backup(database, Path.of(arguments.get(1)), Integer.MAX_VALUE);
    }
    if (role.equals("backup") && words == 4 && arguments.get(2).equals("--keep")) {
      return backup(database, Path.of(arguments.get(1)), count(arguments.get(3)));
    }
    if (role.equals("restore") && words == 2) {
      return restore(database, Path.of(arguments.get(1)));
    }
    throw new IllegalArgumentException(
        "Say 'backup FILE', 'backup DIRECTORY --keep N' or 'restore FILE'.");
  }

  private static int backup(DatabaseUrl database, Path target, int keep) {
    boolean many = Files.isDirectory(target);
    Path file = many ? target.resolve(NAME.format(Instant.now())) : target.toAbsolutePath();
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      BackupManifest manifest;
      try (Connection connection = database.connect()) {
        manifest = new BackupWriter(connection).write(draft);
      }
      BackupFile.open(draft).close(); // reads it again
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (many) {
        for (Path old : BackupFile.in(target).stream().skip(keep).toList()) {
          Files.delete(old);
        }
      }
      report("Backed up", manifest, file);
      return 0;
    } catch (SQLException e) {
      throw failed("backed up", database, e);
    } catch (IOException e) {
      throw new UncheckedIOException("The backup %s could not be written.".formatted(file), e);
    } finally {
      draft.toFile().delete();
    }
  }

  private static int restore(DatabaseUrl database, Path source) {
    try {
      Path file = Files.isDirectory(source) ? BackupFile.newest(source) : source;
      try (BackupFile backup = BackupFile.open(file);
          Connection connection = database.connect()) {
        new Restorer(connection).restore(backup);
        report("Restored", backup.manifest(), file);
      }
      return 0;
    } catch (SQLException e) {
      throw failed("restored", database, e);
    } catch (IOException e) {
      throw new UncheckedIOException("The backup %s could not be read.".formatted(source), e);
    }
  }

  private static int count(String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException("--keep wants a number from 1 on, not '" + text + "'.");
    }
    return Integer.parseInt(text);
  }

  private static void report(String done, BackupManifest manifest, Path file) {
    long rows = manifest.tables().stream().mapToLong(BackupManifest.Content::rows).sum();
    System.out.printf(
        "%s %d rows of %d tables, schema %s: %s%n",
        done, rows, manifest.tables().size(), manifest.schema(), file);
  }

  private static IllegalStateException failed(String what, DatabaseUrl database, SQLException e) {
    return new IllegalStateException(
        "The database %s could not be %s: %s".formatted(database, what, e.getMessage()), e);
  }
}
