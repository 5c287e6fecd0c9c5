package org.diaflow.service.table;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads a .npy file, NumPy's format for one array: versions 1 to 3, both byte orders, C and Fortran
 * order, one or two dimensions; floats of 4 and 8 bytes, signed and unsigned whole numbers of 1 to
 * 8, booleans as 0 and 1. A vector becomes a column. Memory grows with what is there, not with what
 * the header promises.
 */
final class NpyReader {

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final NpyHeader header;
  private final Place place;

  private NpyReader(InputStream in, NpyHeader header, Place place) {
    this.in = in;
    this.header = header;
    this.place = place;
  }

  /** Reads all of {@code in}; {@code kind} says how many dimensions there must be. */
  static Table read(InputStream in, Place place, TableKind kind) throws IOException {
    NpyHeader header = NpyHeader.read(new DataInputStream(in), place);
    long[] shape = header.shape();
    if (kind == TableKind.MATRIX && shape.length == 1) {
      throw place.wrong(
          "an array of shape (%d,)".formatted(shape[0]),
          "Save it with two dimensions: A.reshape(1, -1) is one row, A.reshape(-1, 1) one column.");
    }
    long columns = shape.length == 1 ? 1 : shape[1];
    Table.requireSize(place, shape[0], columns);
    return new NpyReader(in, header, place).table((int) shape[0], (int) columns);
  }

  private Table table(int rows, int columns) throws IOException {
    double[] entries = entries(rows * columns);
    for (int k = 0; k < entries.length; k++) {
      if (!Double.isFinite(entries[k])) {
        int row = header.columnwise() ? k % rows : k / columns;
        int column = header.columnwise() ? k / rows : k % columns;
        throw place.entry(row + 1, column + 1).notFinite(Double.toString(entries[k]));
      }
    }
    return header.columnwise()
        ? Table.ofColumns(rows, columns, entries)
        : new Table(rows, columns, entries);
  }

  private double[] entries(int count) throws IOException {
    NpyType type = header.type();
    byte[] chunk = new byte[CHUNK];
    double[] entries = new double[Math.min(count, CHUNK)];
    int size = 0;
    while (size < count) {
      int wanted = (int) Math.min(CHUNK, (long) (count - size) * type.size());
      int got = in.readNBytes(chunk, 0, wanted);
      if (got < wanted) {
        throw cutOff(count, (long) size * type.size() + got);
      }
      int numbers = wanted / type.size();
      if (size + numbers > entries.length) {
        entries = Arrays.copyOf(entries, (int) Math.min(count, 2L * entries.length));
      }
      ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, wanted).order(type.order());
      for (int k = 0; k < numbers; k++) {
        entries[size++] = type.next(bytes);
      }
    }
    if (in.read() >= 0) {
      throw place
          .at(header.length() + (long) count * type.size())
          .wrong(
              "beyond the last of %d numbers".formatted(count),
              "End the file there, or correct the shape in its header.");
    }
    return entries;
  }

  private UnreadableTableException cutOff(int count, long there) {
    return place
        .at(header.length() + there)
        .wrong(
            "the end of the file, %d bytes too early"
                .formatted((long) count * header.type().size() - there),
            "Send all %d numbers that the header promises.".formatted(count));
  }
}
