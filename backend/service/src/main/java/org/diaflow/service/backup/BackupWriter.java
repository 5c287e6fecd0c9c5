package org.diaflow.service.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes all tables as one snapshot shows them, while others go on working.
 *
 * <p>The file is a ZIP of one entry per table, in the text format of COPY, which every version of
 * PostgreSQL reads, and a {@link BackupManifest}. Memory is bounded by a row, time by the network.
 */
final class BackupWriter {

  private final Connection connection;

  BackupWriter(Connection connection) {
    this.connection = connection;
  }

  BackupManifest write(Path file) throws SQLException, IOException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        var zip = new ZipOutputStream(out)) {
      var schema = new Schema(connection);
      String version = schema.version();
      var tables = new ArrayList<BackupManifest.Content>();
      for (var table : schema.tables().entrySet()) {
        tables.add(copy(table, zip));
      }
      var manifest =
          new BackupManifest(Instant.now().toString(), version, tables, schema.sequences());
      zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
      zip.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      zip.closeEntry();
      connection.rollback();
      return manifest;
    }
  }

  private BackupManifest.Content copy(Map.Entry<String, List<String>> table, ZipOutputStream zip)
      throws SQLException, IOException {
    String columns = Schema.list(table.getValue());
    MessageDigest digest = BackupFile.sha256();
    zip.putNextEntry(new ZipEntry(BackupFile.entry(table.getKey())));
    long rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy %s %s to stdout".formatted(Schema.quoted(table.getKey()), columns),
                new DigestOutputStream(keptOpen(zip), digest));
    zip.closeEntry();
    return new BackupManifest.Content(
        table.getKey(), table.getValue(), rows, HexFormat.of().formatHex(digest.digest()));
  }

  private static OutputStream keptOpen(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() {
        // the archive goes on
      }
    };
  }
}
