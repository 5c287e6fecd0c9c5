package org.diaflow.service.problem;

import java.nio.ByteBuffer;
import org.diaflow.spi.SparseMatrix;

/**
 * Sparse matrices as bytes, all numbers big-endian: d + 1 column starts and the row of each entry
 * as whole numbers of 4 bytes, then the entries as IEEE 754 doubles.
 */
final class SparseBytes {

  private SparseBytes() {}

  static byte[] of(SparseMatrix matrix) {
    int count = matrix.nonzeros().length;
    ByteBuffer buffer = ByteBuffer.allocate(length(matrix.columns(), count));
    put(buffer, matrix.starts());
    put(buffer, matrix.rowIndices());
    buffer.asDoubleBuffer().put(matrix.nonzeros());
    return buffer.array();
  }

  static SparseMatrix matrix(int rows, int columns, int count, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int[] starts = integers(buffer, columns + 1);
    int[] rowIndices = integers(buffer, count);
    double[] nonzeros = new double[count];
    buffer.asDoubleBuffer().get(nonzeros);
    return new SparseMatrix(rows, columns, starts, rowIndices, nonzeros);
  }

  private static int length(int columns, int count) {
    return Math.toIntExact(
        Integer.BYTES * (columns + 1L) + (Integer.BYTES + (long) Double.BYTES) * count);
  }

  private static void put(ByteBuffer buffer, int[] values) {
    buffer.asIntBuffer().put(values);
    buffer.position(buffer.position() + Integer.BYTES * values.length);
  }

  private static int[] integers(ByteBuffer buffer, int count) {
    int[] values = new int[count];
    buffer.asIntBuffer().get(values);
    buffer.position(buffer.position() + Integer.BYTES * count);
    return values;
  }
}
