package org.diaflow.service.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes arrays as .npy files of version 1.0: little-endian, C order, bit by bit as they are. */
public final class NpyWriter {

  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 1 << 13;
  private static final Charset UTF_32 = Charset.forName("UTF-32LE");

  private NpyWriter() {}

  /** Writes a vector. */
  public static void vector(OutputStream out, double[] values) throws IOException {
    header(out, "<f8", "(%d,)".formatted(values.length));
    numbers(out, values);
  }

  /** Writes a matrix whose {@code entries} are given row by row. */
  public static void matrix(OutputStream out, int rows, int columns, double[] entries)
      throws IOException {
    header(out, "<f8", "(%d, %d)".formatted(rows, columns));
    numbers(out, entries);
  }

  /** Writes the rows of a matrix, each of length {@code columns}. */
  public static void rows(OutputStream out, int columns, List<List<Double>> rows)
      throws IOException {
    header(out, "<f8", "(%d, %d)".formatted(rows.size(), columns));
    for (List<Double> row : rows) {
      numbers(out, row.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Writes a vector of words, as NumPy's type {@code U}. */
  public static void words(OutputStream out, List<String> words) throws IOException {
    int longest = 1;
    for (String word : words) {
      longest = Math.max(longest, word.codePointCount(0, word.length()));
    }
    header(out, "<U" + longest, "(%d,)".formatted(words.size()));
    for (String word : words) {
      byte[] bytes = word.getBytes(UTF_32);
      out.write(bytes);
      out.write(new byte[longest * Integer.BYTES - bytes.length]);
    }
  }

  private static void header(OutputStream out, String descr, String shape) throws IOException {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
    int before = NpyHeader.MAGIC.length + 4;
    int total = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    int length = total - before;
    out.write(NpyHeader.MAGIC);
    out.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.write(" ".repeat(length - text.length() - 1).getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
  }

  private static void numbers(OutputStream out, double[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      buffer.asDoubleBuffer().put(values, from, count);
      out.write(buffer.array(), 0, count * Double.BYTES);
    }
  }
}
