package org.diaflow.service.problem;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Vectors as bytes (big-endian IEEE 754) and as lists. */
public final class Doubles {

  private Doubles() {}

  static byte[] toBytes(double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }

  static double[] fromBytes(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }

  /** The entries of {@code values} as a list. */
  public static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
