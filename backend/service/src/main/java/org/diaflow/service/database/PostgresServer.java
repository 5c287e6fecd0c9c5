package org.diaflow.service.database;

import static java.lang.ProcessBuilder.Redirect.appendTo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server process on a data directory, loopback only and behind a password: started
 * by us, or left behind by a killed predecessor and taken over.
 */
final class PostgresServer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PostgresServer.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String ACCESS_RULES =
      """
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128      scram-sha-256
      """;

  private final Path directory;
  private final @Nullable EmbeddedPostgres owned;
  private final ProcessHandle process;

  private PostgresServer(Path directory, @Nullable EmbeddedPostgres owned, ProcessHandle process) {
    this.directory = directory;
    this.owned = owned;
    this.process = process;
  }

  /** Takes over the server already running on {@code directory}, if it answers to {@code url}. */
  static Optional<PostgresServer> adopt(Path directory, DatabaseUrl url) {
    return process(directory)
        .filter(process -> answers(url))
        .map(
            process -> {
              LOG.infof(
                  "Took over PostgreSQL process %d, left by a killed Diaflow.", process.pid());
              return new PostgresServer(directory, null, process);
            });
  }

  /** Starts a server on {@code directory}, which is created and protected on the first start. */
  static PostgresServer start(Path directory, Path binaries, DatabaseUrl url) {
    process(directory).ifPresent(process -> stop(directory, process));
    File log = directory.resolveSibling("postgres.log").toFile();
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setPort(url.port())
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .setServerConfig("password_encryption", "scram-sha-256")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100")
              .setConnectConfig("password", url.password())
              .setErrorRedirector(appendTo(log))
              .setOutputRedirector(appendTo(log))
              .setPGStartupWait(START)
              .setRegisterShutdownHook(false)
              .start();
      protect(directory, url);
      return new PostgresServer(directory, postgres, process(directory).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL did not start on %s; %s says why.".formatted(directory, log), e);
    }
  }

  /** Whether the server process lives. */
  boolean alive() {
    return process.isAlive();
  }

  /** Stops the server after it has written everything down. */
  @Override
  public void close() {
    stop(directory, process);
    if (owned != null) {
      releaseLock(owned);
    }
  }

  // Only the lock file of the library is left to release: the process has ended.
  private static void releaseLock(EmbeddedPostgres owned) {
    try {
      owned.close();
    } catch (IOException e) {
      LOG.debug("The lock of PostgreSQL's directory was not released.", e);
    }
  }

  /** Sets the password and the access rules unless an earlier start has done so. */
  private static void protect(Path directory, DatabaseUrl url) throws IOException {
    Path rules = directory.resolve("pg_hba.conf");
    if (Files.readString(rules).equals(ACCESS_RULES)) {
      return;
    }
    try (var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        var statement = connection.createStatement()) {
      statement.execute("alter user %s password '%s'".formatted(url.user(), url.password()));
      Files.writeString(rules, ACCESS_RULES);
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException("PostgreSQL's password could not be set.", e);
    }
  }

  private static boolean answers(DatabaseUrl url) {
    try (var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The live server process named in {@code postmaster.pid}. */
  private static Optional<ProcessHandle> process(Path directory) {
    try {
      List<String> lines = Files.readAllLines(processFile(directory));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ProcessHandle::isAlive)
          .filter(PostgresServer::isPostgres);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  // A process number may have been given to somebody else since.
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(false);
  }

  /** SIGINT is PostgreSQL's "fast" shutdown: clients are sent away, everything is written. */
  private static void stop(Path directory, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      long end = System.nanoTime() + STOP.toNanos();
      while (process.isAlive() && Files.exists(processFile(directory))) {
        if (System.nanoTime() > end) {
          LOG.warnf(
              "PostgreSQL process %d did not end within %s; killing it.", process.pid(), STOP);
          process.destroyForcibly();
          return;
        }
        Thread.sleep(POLL);
      }
    } catch (IOException e) {
      LOG.warn("PostgreSQL could not be stopped.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path processFile(Path directory) {
    return directory.resolve("postmaster.pid");
  }
}
