package org.diaflow.service.problem;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

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
    return list(values, 0, values.length);
  }

  /** {@code length} entries of {@code values} as a list, which copies nothing. */
  static List<Double> list(double[] values, int from, int length) {
    return new View(values, Objects.checkFromIndexSize(from, length, values.length), length);
  }

  /** A part of an array. */
  private static final class View extends AbstractList<Double> implements RandomAccess {

    private final double[] values;
    private final int from;
    private final int length;

    private View(double[] values, int from, int length) {
      this.values = values;
      this.from = from;
      this.length = length;
    }

    @Override
    public Double get(int index) {
      return values[from + Objects.checkIndex(index, length)];
    }

    @Override
    public int size() {
      return length;
    }
  }
}
