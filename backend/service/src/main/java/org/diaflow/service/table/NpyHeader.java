package org.diaflow.service.table;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the numbers of a .npy file.
 *
 * @param type type of the numbers
 * @param columnwise whether they are stored column by column (Fortran order)
 * @param shape one length or two
 * @param length bytes before the first number
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The npy
 *     format</a>
 */
@SuppressWarnings("ArrayRecordComponent")
record NpyHeader(NpyType type, boolean columnwise, long[] shape, int length) {

  /** The first bytes of every .npy file. */
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy's own headers have less than 200 bytes, and it reads none above 10000. */
  private static final int LONGEST = 10_000;

  private static final int TEXT_AT = 10;
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*(['\"])(descr|fortran_order|shape)\\1\\s*:\\s*"
              + "('[^']*'|\"[^\"]*\"|True|False|\\([\\d\\sL,]*\\)|\\[.*\\])\\s*(,|(?=\\}))",
          Pattern.DOTALL);
  private static final String SAVE_AGAIN = "Save it again with numpy.save.";

  /** Reads the header at the beginning of {@code in}. */
  static NpyHeader read(DataInputStream in, Place place) throws IOException {
    try {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw place.at(0).wrong("not the beginning of a .npy file", SAVE_AGAIN);
      }
      int version = in.readUnsignedByte();
      int minor = in.readUnsignedByte();
      if (version < 1 || version > 3 || minor != 0) {
        throw place
            .at(MAGIC.length)
            .wrong(
                "format version %d.%d".formatted(version, minor),
                "Save it in version 1.0, 2.0 or 3.0, as numpy.save does.");
      }
      int start = version == 1 ? TEXT_AT : TEXT_AT + 2;
      long length =
          version == 1
              ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      if (length > LONGEST) {
        throw place
            .at(MAGIC.length + 2)
            .wrong("a header of %d bytes".formatted(length), "Keep it at most " + LONGEST + ".");
      }
      byte[] text = new byte[(int) length];
      in.readFully(text);
      String header = new String(text, StandardCharsets.UTF_8);
      return parse(header, start + text.length, place.at(start));
    } catch (EOFException e) {
      throw place.wrong("cut off within its header", SAVE_AGAIN);
    }
  }

  private static NpyHeader parse(String text, int length, Place place)
      throws UnreadableTableException {
    Map<String, String> fields = fields(text, place);
    String descr = unquoted(field(fields, "descr", place));
    @Nullable NpyType type = NpyType.of(descr);
    if (type == null) {
      throw place.wrong("an array of type " + descr, remedy(descr));
    }
    String order = field(fields, "fortran_order", place);
    if (!order.equals("True") && !order.equals("False")) {
      throw place.wrong("fortran_order " + order, "Make it True or False: " + SAVE_AGAIN);
    }
    return new NpyHeader(
        type, order.equals("True"), shape(field(fields, "shape", place), place), length);
  }

  private static Map<String, String> fields(String text, Place place)
      throws UnreadableTableException {
    var fields = new HashMap<String, String>();
    Matcher matcher = FIELD.matcher(text);
    int from = text.startsWith("{") ? 1 : 0;
    while (from > 0 && matcher.region(from, text.length()).lookingAt()) {
      if (fields.put(matcher.group(2), matcher.group(3)) != null) {
        throw place.wrong("a header that states " + matcher.group(2) + " twice", SAVE_AGAIN);
      }
      from = matcher.end();
    }
    if (from == 0 || !text.substring(from).strip().equals("}")) {
      throw place.wrong("a header that reads " + text.strip(), SAVE_AGAIN);
    }
    return fields;
  }

  private static String field(Map<String, String> fields, String name, Place place)
      throws UnreadableTableException {
    @Nullable String value = fields.get(name);
    if (value == null) {
      throw place.wrong("a header without " + name, SAVE_AGAIN);
    }
    return value;
  }

  private static String unquoted(String value) {
    return value.startsWith("'") || value.startsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static String remedy(String descr) {
    String save = "Save real numbers, e.g. array.astype('<f8').";
    if (descr.startsWith("[")) {
      return "A structured array has no numbers of its own: save one of its fields.";
    }
    return switch (descr.length() < 2 ? ' ' : descr.charAt(1)) {
      case 'O' -> "Python objects are never read, they could run programs. " + save;
      case 'c' -> "Complex numbers have no place in a real problem. " + save;
      default -> save;
    };
  }

  private static long[] shape(String tuple, Place place) throws UnreadableTableException {
    String lengths = tuple.startsWith("(") ? tuple.substring(1, tuple.length() - 1).strip() : "";
    String[] words = lengths.split(",");
    if (lengths.isEmpty() || words.length < 1 || words.length > 2) {
      throw place.wrong(
          "an array of shape " + tuple, "Save a matrix of shape (N, d) or a vector of shape (n,).");
    }
    long[] shape = new long[words.length];
    for (int k = 0; k < shape.length; k++) {
      shape[k] = length(words[k].strip(), tuple, place);
    }
    return shape;
  }

  /** One of the lengths in {@code tuple}; Python 2 wrote an L behind large ones. */
  private static long length(String word, String tuple, Place place)
      throws UnreadableTableException {
    try {
      return Long.parseLong(word.endsWith("L") ? word.substring(0, word.length() - 1) : word);
    } catch (NumberFormatException e) {
      throw place.wrong("an array of shape " + tuple, SAVE_AGAIN + " " + Table.tooLarge());
    }
  }
}
