package org.diaflow.service.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.diaflow.service.backup.BackupManifest.Content;
import org.postgresql.PGConnection;

/**
 * Fills an empty database of the same schema from a backup: everything or, if anything is wrong,
 * nothing.
 */
final class Restorer {

  private final Connection connection;

  Restorer(Connection connection) {
    this.connection = connection;
  }

  void restore(BackupFile backup) throws SQLException, IOException {
    connection.setAutoCommit(false);
    BackupManifest manifest = backup.manifest();
    requireSchema(manifest.schema());
    for (Content table : manifest.tables()) {
      requireEmpty(table.name());
    }
    for (Content table : manifest.tables()) {
      fill(table, backup);
    }
    for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
      try (PreparedStatement statement =
          connection.prepareStatement("select setval(?::regclass, ?, false)")) {
        statement.setString(1, Schema.quoted(sequence.getKey()));
        statement.setLong(2, sequence.getValue());
        statement.execute();
      }
    }
    connection.commit();
  }

  private void requireSchema(String wanted) throws SQLException {
    String version = new Schema(connection).version();
    if (!version.equals(wanted)) {
      throw new IllegalStateException(
          ("The backup has schema %s and the database has schema %s; migrate an empty database and"
                  + " restore with the version of Diaflow that wrote the backup, then upgrade.")
              .formatted(wanted, version));
    }
  }

  /** Locks a table against everybody and refuses it if it has rows. */
  private void requireEmpty(String table) throws SQLException {
    String name = Schema.quoted(table);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + name + " in access exclusive mode");
      try (ResultSet row = statement.executeQuery("select 1 from " + name + " limit 1")) {
        if (row.next()) {
          throw new IllegalStateException(
              ("The table %s of the database already has rows; restore into an empty database, with"
                      + " no backend and no worker running.")
                  .formatted(table));
        }
      }
    }
  }

  private void fill(Content table, BackupFile backup) throws SQLException, IOException {
    String copy =
        "copy %s %s from stdin"
            .formatted(Schema.quoted(table.name()), Schema.list(table.columns()));
    long rows;
    try (InputStream in = backup.rows(table)) {
      rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, in);
    }
    if (rows != table.rows()) {
      throw new IllegalStateException(
          "The table %s came back with %d rows instead of %d; nothing was restored."
              .formatted(table.name(), rows, table.rows()));
    }
  }
}
