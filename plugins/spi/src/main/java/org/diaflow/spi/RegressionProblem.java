package org.diaflow.spi;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A linear regression problem: find x with A·x = y.
 *
 * <p>The arrays are shared, not copied: whoever holds them must not write to them.
 *
 * @param matrix measurement matrix A, N × d
 * @param observations y, length N
 * @param planted the vector x* that generated y, length d, or null if unknown
 * @param provenance where the problem comes from, in words
 */
public record RegressionProblem(
    Matrix matrix, double[] observations, double @Nullable [] planted, String provenance) {

  private static final int CHUNK = 1 << 13;

  /** Checks the lengths. */
  public RegressionProblem(
      Matrix matrix, double[] observations, double @Nullable [] planted, String provenance) {
    if (observations.length != matrix.rows()) {
      throw new IllegalArgumentException(
          "The matrix has %d rows but there are %d observations."
              .formatted(matrix.rows(), observations.length));
    }
    if (planted != null && planted.length != matrix.columns()) {
      throw new IllegalArgumentException(
          "The matrix has %d columns but the planted vector has %d entries."
              .formatted(matrix.columns(), planted.length));
    }
    this.matrix = matrix;
    this.observations = observations;
    this.planted = planted;
    this.provenance = provenance;
  }

  /** Number of samples N. */
  public int rows() {
    return matrix.rows();
  }

  /** Number of coordinates d. */
  public int columns() {
    return matrix.columns();
  }

  /**
   * SHA-256 over N, d and the bits of A and y, in hexadecimal: equal problems, equal digits. A
   * sparse matrix and the same one stored in full differ, for their products round differently.
   */
  public String fingerprint() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
    if (matrix instanceof SparseMatrix sparse) {
      update(digest, new int[] {0, rows(), columns()}); // no dense matrix has 0 rows
      update(digest, sparse.starts());
      update(digest, sparse.rowIndices());
    } else {
      update(digest, new int[] {rows(), columns()});
    }
    update(digest, matrix.values());
    update(digest, observations);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * Math.min(CHUNK, values.length));
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      buffer.clear().asDoubleBuffer().put(values, from, count);
      digest.update(buffer.limit(Double.BYTES * count));
    }
  }

  private static void update(MessageDigest digest, int[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * Math.min(CHUNK, values.length));
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      buffer.clear().asIntBuffer().put(values, from, count);
      digest.update(buffer.limit(Integer.BYTES * count));
    }
  }
}
