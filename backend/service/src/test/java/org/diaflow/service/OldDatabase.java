package org.diaflow.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL that holds what an earlier version of Diaflow left, before the service of today
 * starts on it. Its README says what that is.
 */
public final class OldDatabase implements QuarkusTestResourceLifecycleManager {

  private static final String DIRECTORY = "/old-databases/2026-11-28/";
  private static final String END_OF_ROWS = "\\.";

  private final TestDatabase database = new TestDatabase();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = database.start();
    try (Connection connection = connect(settings);
        BufferedReader dump =
            new BufferedReader(
                new InputStreamReader(open("dump.sql.gz"), StandardCharsets.UTF_8))) {
      load(dump, connection);
    } catch (SQLException | IOException e) {
      database.stop();
      throw new IllegalStateException("The old database could not be loaded.", e);
    }
    return settings;
  }

  @Override
  public void stop() {
    database.stop();
  }

  /** The content of a compressed file beside the dump. */
  static InputStream open(String file) {
    try {
      return new GZIPInputStream(
          Objects.requireNonNull(OldDatabase.class.getResourceAsStream(DIRECTORY + file), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Connection connect(Map<String, String> settings) throws SQLException {
    return DriverManager.getConnection(
        settings.get("quarkus.datasource.jdbc.url"),
        settings.get("quarkus.datasource.username"),
        settings.get("quarkus.datasource.password"));
  }

  /** Runs a script as psql does: statements, and rows between COPY and a line with a full stop. */
  private static void load(BufferedReader dump, Connection connection)
      throws SQLException, IOException {
    var statements = new StringBuilder();
    for (String line = dump.readLine(); line != null; line = dump.readLine()) {
      if (line.startsWith("COPY ")) {
        run(statements, connection);
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(line, new StringReader(rows(dump)));
      } else {
        statements.append(line).append('\n');
      }
    }
    run(statements, connection);
  }

  private static String rows(BufferedReader dump) throws IOException {
    var rows = new StringBuilder();
    String line = dump.readLine();
    while (line != null && !line.equals(END_OF_ROWS)) {
      rows.append(line).append('\n');
      line = dump.readLine();
    }
    return rows.toString();
  }

  private static void run(StringBuilder statements, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements.toString());
    }
    statements.setLength(0);
  }
}
