package org.diaflow.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.diaflow.service.access.AccountSettings;
import org.diaflow.service.backup.Backup;
import org.diaflow.service.database.DatabaseUrl;
import org.diaflow.service.database.EmbeddedDatabase;
import org.diaflow.service.database.Migration;
import org.diaflow.service.metrics.Telemetry;
import org.diaflow.service.run.DocumentRun;
import org.diaflow.service.run.RunArguments;
import org.jspecify.annotations.Nullable;

/**
 * Starts Diaflow in the role that the first argument names: {@code serve} (the default), {@code
 * worker}, {@code migrate}, {@code run}, {@code backup} or {@code restore}. The database is that in
 * {@code DIAFLOW_DATABASE_URL}, or else one of Diaflow's own in {@code DIAFLOW_DATA} (default
 * {@code ~/.diaflow}), which {@code serve} and {@code run} start and stop with themselves.
 */
@QuarkusMain
public final class Main {

  private static final String OFF = "off";
  private static final long SHUTDOWN_SECONDS = 30;
  private static final String ROLES =
      "serve, worker, migrate, run FILE --out ZIP, backup or restore";

  private Main() {}

  /** Runs until SIGINT or SIGTERM, or until the work of the role is done. */
  public static void main(String... arguments) {
    int exitCode;
    try {
      exitCode = run(System.getenv(), arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      exitCode = 2;
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      exitCode = 1;
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage() + " (" + sentence(e) + ")");
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private static int run(Map<String, String> environment, String... arguments) {
    String role = arguments.length == 0 ? "serve" : arguments[0];
    String[] rest =
        arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
    Path data = dataDirectory(environment);
    if (Backup.ROLES.contains(role)) {
      return Backup.run(DatabaseUrl.find(environment, data), List.of(arguments));
    }
    System.setProperty("diaflow.role", role);
    Telemetry.settings(environment).forEach(System::setProperty);
    @Nullable AccountSettings accounts = AccountSettings.of(environment);
    if (accounts != null) {
      accounts.settings().forEach(System::setProperty);
    }
    System.setProperty("diaflow.plugins", plugins(environment, data));
    return switch (role) {
      case "serve" -> withDatabase(environment, data, database -> quarkus(database, null));
      case "worker" -> {
        System.setProperty("quarkus.http.port", environment.getOrDefault("DIAFLOW_PORT", "0"));
        yield quarkus(DatabaseUrl.find(environment, data), null);
      }
      case "migrate" -> Migration.of(DatabaseUrl.find(environment, data));
      case "run" -> {
        RunArguments task = RunArguments.parse(rest);
        System.setProperty("quarkus.http.host-enabled", "false");
        try (var directory = task.directory()) {
          yield withDatabase(
              environment,
              directory.path(),
              database -> quarkus(database, DocumentRun.class, rest));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "Diaflow has no role '%s'; choose %s.".formatted(role, ROLES));
    };
  }

  private interface Work {
    int on(DatabaseUrl database);
  }

  /** The database that is stated, or else one of our own for as long as {@code work} takes. */
  private static int withDatabase(Map<String, String> environment, Path data, Work work) {
    Optional<DatabaseUrl> stated = DatabaseUrl.stated(environment);
    if (stated.isPresent()) {
      return work.on(stated.get());
    }
    var stopped = new CountDownLatch(1);
    try (var database = EmbeddedDatabase.open(data)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "await-postgres"));
      return work.on(database.url());
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

  private static int quarkus(
      DatabaseUrl database,
      @Nullable Class<? extends QuarkusApplication> application,
      String... arguments) {
    database.settings().forEach(System::setProperty);
    var exitCode = new AtomicInteger();
    Quarkus.run(
        application,
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
    if (OFF.equals(chosen)) {
      return "";
    }
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
