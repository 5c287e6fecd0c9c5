package org.diaflow.service.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.service.errors.ApiException;

/**
 * Counts what an archive inflates to, over all of its files, and ends the request where that is
 * more than {@value #MOST_MEBIBYTES} MiB, or more than {@value #MOST_RATIO} times the archive once
 * it is above {@value #HARMLESS_MEBIBYTES} MiB.
 */
final class InflationLimit {

  private static final int MOST_MEBIBYTES = 512;
  private static final int HARMLESS_MEBIBYTES = 64;
  private static final int MOST_RATIO = 100;
  private static final int MEBIBYTE = 1 << 20;

  private final String part;
  private final long most;
  private long inflated;

  /** A limit on an archive of {@code size} bytes sent as {@code part}. */
  InflationLimit(long size, String part) {
    this.part = part;
    this.most =
        Math.min(
            (long) MOST_MEBIBYTES * MEBIBYTE,
            Math.max((long) HARMLESS_MEBIBYTES * MEBIBYTE, MOST_RATIO * size));
  }

  /** What {@code in} gives, counted. */
  InputStream on(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int got = super.read(bytes, offset, length);
        count(Math.max(0, got));
        return got;
      }
    };
  }

  private void count(int bytes) {
    inflated += bytes;
    if (inflated > most) {
      String value = "an archive that inflates to more than %d MiB".formatted(most / MEBIBYTE);
      throw ApiException.tooLarge(
          "%s is %s.".formatted(part, value),
          new FieldError(
              part, value, "Send A and y as .npy files in the parts matrix and observations."));
    }
  }
}
