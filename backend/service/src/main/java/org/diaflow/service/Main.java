package org.diaflow.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.diaflow.service.access.AccountSettings;
import org.diaflow.service.database.DatabaseUrl;
import org.diaflow.service.database.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Starts the service on the database in {@code DIAFLOW_DATABASE_URL}, or else on one of its own in
 * {@code DIAFLOW_DATA} (default {@code ~/.diaflow}), and stops that with itself.
 */
@QuarkusMain
public final class Main {

  private static final long SHUTDOWN_SECONDS = 30;

  private Main() {}

  /** Runs until SIGINT or SIGTERM. */
  public static void main(String... arguments) {
    int exitCode;
    try {
      exitCode = run(System.getenv(), arguments);
    } catch (IllegalStateException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      exitCode = 1;
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage() + " (" + sentence(e) + ")");
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private static int run(Map<String, String> environment, String... arguments) {
    Path data = dataDirectory(environment);
    System.setProperty("diaflow.plugins", plugins(environment, data));
    @Nullable AccountSettings accounts = AccountSettings.of(environment);
    if (accounts != null) {
      accounts.settings().forEach(System::setProperty);
    }
    String external = environment.get("DIAFLOW_DATABASE_URL");
    if (external != null && !external.isBlank()) {
      return serve(DatabaseUrl.parse(external), arguments);
    }
    var stopped = new CountDownLatch(1);
    try (var database = EmbeddedDatabase.open(data)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "await-postgres"));
      return serve(database.url(), arguments);
    } finally {
      stopped.countDown();
    }
  }

  /** Keeps the JVM alive while this thread, told to end by a signal, stops the database. */
  private static void await(CountDownLatch stopped) {
    try {
      if (!stopped.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("PostgreSQL was left running; the next start takes it over.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int serve(DatabaseUrl database, String... arguments) {
    database.settings().forEach(System::setProperty);
    var exitCode = new AtomicInteger();
    Quarkus.run(
        null,
        (code, failure) -> {
          exitCode.set(code);
          if (failure != null) {
            System.err.println("Diaflow could not start: " + sentence(failure));
          }
        },
        arguments);
    return exitCode.get();
  }

  private static String sentence(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof BindException
        ? "its port is in use; choose another one with --port or DIAFLOW_PORT."
        : root.toString();
  }

  private static String plugins(Map<String, String> environment, Path data) {
    @Nullable String chosen = environment.get("DIAFLOW_PLUGINS");
    return chosen == null || chosen.isBlank()
        ? data.resolve("plugins").toString()
        : Path.of(chosen).toAbsolutePath().toString();
  }

  private static Path dataDirectory(Map<String, String> environment) {
    @Nullable String chosen = environment.get("DIAFLOW_DATA");
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".diaflow")
        : Path.of(chosen).toAbsolutePath();
  }
}
