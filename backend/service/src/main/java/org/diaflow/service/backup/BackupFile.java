package org.diaflow.service.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.diaflow.service.backup.BackupManifest.Content;

/** A backup on disk, open for reading. */
final class BackupFile implements AutoCloseable {

  static final String MANIFEST = "manifest.json";
  static final String SUFFIX = ".backup";

  private final Path file;
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupFile(Path file, ZipFile zip, BackupManifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens {@code file} and reads all of it once; an {@link IllegalStateException} if it is not
   * exactly what was written.
   */
  static BackupFile open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw damaged(file, "it is no archive");
    }
    try {
      ZipEntry entry = zip.getEntry(MANIFEST);
      if (entry == null) {
        throw damaged(file, "it has no " + MANIFEST);
      }
      BackupManifest manifest;
      try (InputStream in = zip.getInputStream(entry)) {
        manifest = new ObjectMapper().readValue(in, BackupManifest.class);
      }
      var backup = new BackupFile(file, zip, manifest);
      backup.verify();
      return backup;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The newest backup in {@code directory}: its names sort by time. */
  static Path newest(Path directory) throws IOException {
    return in(directory).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The directory %s holds no backup.".formatted(directory)));
  }

  /** The backups in {@code directory}, the newest first. */
  static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("diaflow-\\d{8}T\\d{6}Z\\.backup"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  BackupManifest manifest() {
    return manifest;
  }

  /** The rows of a table, in the text format of COPY. */
  InputStream rows(Content table) throws IOException {
    ZipEntry entry = zip.getEntry(entry(table.name()));
    if (entry == null) {
      throw damaged(file, "table " + table.name() + " is missing");
    }
    return zip.getInputStream(entry);
  }

  private void verify() throws IOException {
    for (Content table : manifest.tables()) {
      MessageDigest digest = sha256();
      try (var in = new DigestInputStream(rows(table), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (ZipException e) {
        throw damaged(file, "table %s: %s".formatted(table.name(), e.getMessage()));
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
        throw damaged(file, "table " + table.name() + " is not what was written");
      }
    }
  }

  private static IllegalStateException damaged(Path file, String what) {
    return new IllegalStateException(
        "The backup %s is damaged: %s; take another one.".formatted(file, what));
  }

  static String entry(String table) {
    return "tables/" + table + ".copy";
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
