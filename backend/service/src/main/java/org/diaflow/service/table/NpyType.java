package org.diaflow.service.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of the numbers in a .npy file. Whole numbers of 64 bits are rounded to the nearest
 * double, as NumPy's {@code astype(float)} does; all other numbers are exact.
 *
 * @param kind {@code f}, {@code i}, {@code u} or {@code b}
 * @param size bytes per number
 * @param order order of these bytes
 */
record NpyType(char kind, int size, ByteOrder order) {

  private static final Set<String> KNOWN =
      Set.of("f8", "f4", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1");

  /** The type that NumPy calls {@code descr}, such as {@code <f8}, or null if we do not read it. */
  static @Nullable NpyType of(String descr) {
    if (descr.length() != 3 || "<>=|".indexOf(descr.charAt(0)) < 0) {
      return null;
    }
    if (!KNOWN.contains(descr.substring(1))) {
      return null;
    }
    ByteOrder order =
        switch (descr.charAt(0)) {
          case '>' -> ByteOrder.BIG_ENDIAN;
          case '=' -> ByteOrder.nativeOrder();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    return new NpyType(descr.charAt(1), descr.charAt(2) - '0', order);
  }

  /** The next number of {@code bytes}, which has this type's order. */
  double next(ByteBuffer bytes) {
    return switch (kind) {
      case 'f' -> size == Double.BYTES ? bytes.getDouble() : bytes.getFloat();
      case 'u' -> unsigned(bytes);
      case 'i' -> signed(bytes);
      default -> bytes.get() == 0 ? 0 : 1;
    };
  }

  private double signed(ByteBuffer bytes) {
    return switch (size) {
      case 1 -> bytes.get();
      case 2 -> bytes.getShort();
      case 4 -> bytes.getInt();
      default -> bytes.getLong();
    };
  }

  private double unsigned(ByteBuffer bytes) {
    return switch (size) {
      case 1 -> bytes.get() & 0xff;
      case 2 -> bytes.getShort() & 0xffff;
      case 4 -> bytes.getInt() & 0xffff_ffffL;
      default -> unsigned(bytes.getLong());
    };
  }

  /**
   * Halves the number, keeping its last bit so that it rounds to the right side, and doubles it.
   */
  private static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }
}
