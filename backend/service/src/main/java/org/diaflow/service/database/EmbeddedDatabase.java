package org.diaflow.service.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server that comes with Diaflow, on a data directory of its own.
 *
 * <p>Holds the directory's lock while open, keeps port and password from start to start in {@code
 * database.url}, takes over the server of a killed predecessor and restarts a server that died.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

  /** File in the data directory that holds the address of its database. */
  static final String URL_FILE = "database.url";

  private static final long WATCH_MILLIS = 1000;

  private final Path data;
  private final DataLock lock;
  private DatabaseUrl url;
  private @Nullable PostgresServer server;
  private boolean closed;

  private EmbeddedDatabase(Path data, DataLock lock) {
    this.data = data;
    this.lock = lock;
    this.url = rememberedUrl(data);
  }

  /**
   * Opens the database in {@code data}, created if missing; an {@link IllegalStateException} if
   * another process uses it.
   */
  public static EmbeddedDatabase open(Path data) {
    createPrivate(data);
    var database = new EmbeddedDatabase(data, DataLock.take(data));
    try {
      database.startServer();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    Thread.ofVirtual().name("postgres-watch").start(database::watch);
    return database;
  }

  /** Where the database is reached. */
  public synchronized DatabaseUrl url() {
    return url;
  }

  /** Stops the server and gives the directory free. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (server != null) {
      server.close();
    }
    lock.close();
  }

  private synchronized void startServer() {
    Path directory = data.resolve("postgres");
    server =
        PostgresServer.adopt(directory, url)
            .orElseGet(
                () -> {
                  url = withFreePort(url);
                  remember(url);
                  return PostgresServer.start(directory, data.resolve("postgres-binaries"), url);
                });
  }

  private void watch() {
    while (restartIfDead()) {
      try {
        Thread.sleep(WATCH_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized boolean restartIfDead() {
    if (!closed && server != null && !server.alive()) {
      LOG.warn("PostgreSQL has ended unexpectedly; starting it again.");
      try {
        server.close();
        server =
            PostgresServer.start(data.resolve("postgres"), data.resolve("postgres-binaries"), url);
      } catch (RuntimeException e) {
        LOG.error("PostgreSQL cannot be started again; trying once more in a second.", e);
      }
    }
    return !closed;
  }

  private static DatabaseUrl rememberedUrl(Path data) {
    Path file = data.resolve(URL_FILE);
    try {
      if (Files.exists(file)) {
        return DatabaseUrl.parse(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read.".formatted(file), e);
    }
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    return new DatabaseUrl(
        "postgres", HexFormat.of().formatHex(secret), "127.0.0.1", 0, "postgres");
  }

  /** {@code url}, with another port if its own is taken by a stranger. */
  private static DatabaseUrl withFreePort(DatabaseUrl url) {
    int port = freePort(url.port());
    if (port < 0) {
      LOG.warnf("Port %d of the database is taken; using another one.", url.port());
      port = freePort(0);
    }
    return new DatabaseUrl(url.user(), url.password(), url.host(), port, url.name());
  }

  private static int freePort(int wanted) {
    try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      return -1;
    }
  }

  private void remember(DatabaseUrl url) {
    try {
      Path draft =
          Files.createTempFile(
              data,
              "database",
              ".url",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, url.withPassword() + "\n");
      Files.move(
          draft,
          data.resolve(URL_FILE),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written.".formatted(data), e);
    }
  }

  private static void createPrivate(Path data) {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data directory %s cannot be created; choose another with DIAFLOW_DATA."
              .formatted(data),
          e);
    }
  }
}
