package org.diaflow.service.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to use a data directory, held by one process at a time; the system ends it with us. */
final class DataLock implements AutoCloseable {

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of {@code data}; an {@link IllegalStateException} if another process holds it.
   */
  static DataLock take(Path data) {
    Path file = data.resolve("lock");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new IllegalStateException(
            ("Another Diaflow already uses the data directory %s; stop it, or choose another"
                    + " directory with --data or DIAFLOW_DATA.")
                .formatted(data));
      }
      return new DataLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The lock file %s cannot be written; check its permissions.".formatted(file), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
