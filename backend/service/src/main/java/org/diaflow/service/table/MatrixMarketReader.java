package org.diaflow.service.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import org.diaflow.spi.SparseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Matrix Market file: {@code array} (column by column) and {@code coordinate} (row, column,
 * value, counted from 1); {@code real}, {@code integer} and {@code pattern} (every entry is 1);
 * {@code general}, {@code symmetric} and {@code skew-symmetric}, of which one triangle is stored:
 * the lower one by the format, but entries of the upper one are taken, too, and mirrored as SciPy
 * does it. Comments and empty lines may stand anywhere after the first line. Coordinates that are
 * not stored are zero; <b>those stored more than once are summed</b>, as finite element codes mean
 * it and SciPy does it. A matrix given by coordinates of which few are stored stays sparse.
 *
 * @see <a href="https://math.nist.gov/MatrixMarket/formats.html">R. Boisvert, R. Pozo, K.
 *     Remington, The Matrix Market exchange formats, NISTIR 5935 (1996)</a>
 */
final class MatrixMarketReader {

  /** The first word of every Matrix Market file. */
  static final String MAGIC = "%%MatrixMarket";

  private static final List<String> FIELDS = List.of("real", "integer", "pattern");
  private static final List<String> SYMMETRIES = List.of("general", "symmetric", "skew-symmetric");

  private final Lines lines;
  private final boolean array;
  private final String field;
  private final String symmetry;
  private int rows;
  private int columns;
  private double[] entries = new double[0];

  private MatrixMarketReader(Lines lines, String format, String field, String symmetry) {
    this.lines = lines;
    this.array = format.equals("array");
    this.field = field;
    this.symmetry = symmetry;
  }

  /** Reads all of {@code in}. */
  static Table read(InputStream in, Place place, TableKind kind) throws IOException {
    var lines = new Lines(in, place);
    @Nullable String first = lines.next();
    String[] words = (first == null ? "" : first).toLowerCase(Locale.ROOT).split("\\s+");
    if (words.length != 5
        || !words[0].equalsIgnoreCase(MAGIC)
        || !words[1].equals("matrix")
        || !List.of("array", "coordinate").contains(words[2])) {
      throw lines
          .here()
          .wrong(
              first == null || first.isEmpty() ? "empty" : first,
              "Begin with a line such as: %%MatrixMarket matrix array real general");
    }
    choose(lines, words[3], FIELDS);
    choose(lines, words[4], SYMMETRIES);
    var reader = new MatrixMarketReader(lines, words[2], words[3], words[4]);
    return reader.read(kind);
  }

  private static void choose(Lines lines, String word, List<String> known)
      throws UnreadableTableException {
    if (!known.contains(word)) {
      throw lines.here().wrong(word, "We read %s.".formatted(String.join(", ", known)));
    }
  }

  private Table read(TableKind kind) throws IOException {
    if (array && field.equals("pattern")) {
      throw lines.here().wrong("array pattern", "Make it coordinate pattern, or array real.");
    }
    String[] size = words("the size", array ? 2 : 3);
    long height = whole(size[0], 0, Long.MAX_VALUE);
    long width = whole(size[1], 0, Long.MAX_VALUE);
    long stored = array ? 0 : whole(size[2], 0, Table.MOST_ENTRIES);
    long most = symmetry.equals("general") ? stored : 2 * stored;
    boolean sparse = !array && kind == TableKind.MATRIX && Table.isSparse(height, width, most);
    if (sparse) {
      Table.requireSparseSize(lines.here(), height, width, most);
    } else {
      Table.requireSize(lines.here(), height, width);
    }
    rows = (int) height;
    columns = (int) width;
    if (!symmetry.equals("general") && rows != columns) {
      throw lines
          .here()
          .wrong("%d × %d".formatted(rows, columns), "A %s matrix is square.".formatted(symmetry));
    }
    var coordinates = new CoordinateList();
    if (array) {
      readArray();
    } else if (sparse) {
      readCoordinates(stored, coordinates::add);
    } else {
      entries = new double[rows * columns];
      readCoordinates(stored, (i, j, value) -> entries[i * columns + j] += value);
    }
    if (next() != null) {
      throw lines.here().wrong("beyond the last entry", "Remove it, or correct the size.");
    }
    if (sparse) {
      return requireFinite(coordinates.compressed(rows, columns));
    }
    requireFinite();
    return new Table(rows, columns, entries);
  }

  /** Grows column by column with the file, so that a size alone costs no memory. */
  private void readArray() throws IOException {
    double[] columnwise = new double[Math.min(rows * columns, 1 << 16)];
    int skipped = symmetry.equals("general") ? 0 : symmetry.equals("symmetric") ? 1 : 2;
    for (int j = 0; j < columns; j++) {
      for (int i = skipped == 0 ? 0 : j + skipped - 1; i < rows; i++) {
        double value = number(words("entry (%d, %d)".formatted(i + 1, j + 1), 1)[0]);
        int position = j * rows + i;
        if (position >= columnwise.length) {
          long length = Math.max(position + 1L, 2L * columnwise.length);
          columnwise = Arrays.copyOf(columnwise, (int) Math.min(rows * columns, length));
        }
        columnwise[position] = value;
      }
    }
    entries = Table.ofColumns(rows, columns, Arrays.copyOf(columnwise, rows * columns)).entries();
    for (int j = 0; skipped > 0 && j < columns; j++) {
      for (int i = j + 1; i < rows; i++) {
        mirror(i, j, entries[i * columns + j], (k, l, value) -> entries[k * columns + l] += value);
      }
    }
  }

  /** Takes a value that is to be added to an entry, counted from 0. */
  @FunctionalInterface
  private interface Sink {
    void add(int i, int j, double value);
  }

  private void readCoordinates(long count, Sink sink) throws IOException {
    boolean pattern = field.equals("pattern");
    for (long k = 0; k < count; k++) {
      String[] words = words("entry %d of %d".formatted(k + 1, count), pattern ? 2 : 3);
      int i = (int) whole(words[0], 1, rows) - 1;
      int j = (int) whole(words[1], 1, columns) - 1;
      double value = pattern ? 1 : number(words[2]);
      requireStored(i, j);
      sink.add(i, j, value);
      if (i != j) {
        mirror(i, j, value, sink);
      }
    }
  }

  private void mirror(int i, int j, double value, Sink sink) {
    if (symmetry.equals("symmetric")) {
      sink.add(j, i, value);
    } else if (symmetry.equals("skew-symmetric")) {
      sink.add(j, i, -value);
    }
  }

  private void requireStored(int i, int j) throws UnreadableTableException {
    if (symmetry.equals("skew-symmetric") && i == j) {
      throw lines
          .here()
          .wrong(
              "entry (%d, %d)".formatted(i + 1, j + 1),
              "Remove it: a skew-symmetric matrix is 0 there, and stored by what is below the diagonal.");
    }
  }

  private void requireFinite() throws UnreadableTableException {
    for (int k = 0; k < entries.length; k++) {
      if (!Double.isFinite(entries[k])) {
        throw overflow(k / columns, k % columns);
      }
    }
  }

  private Table requireFinite(SparseMatrix matrix) throws UnreadableTableException {
    for (int j = 0; j < columns; j++) {
      for (int k = matrix.starts()[j]; k < matrix.starts()[j + 1]; k++) {
        if (!Double.isFinite(matrix.nonzeros()[k])) {
          throw overflow(matrix.rowIndices()[k], j);
        }
      }
    }
    return Table.of(matrix);
  }

  private UnreadableTableException overflow(int i, int j) {
    return lines
        .here()
        .wrong(
            "the end of a sum at row %d, column %d that overflows".formatted(i + 1, j + 1),
            "Store that entry once, as a finite number.");
  }

  /** The next line that is neither empty nor a comment, or null at the end. */
  private @Nullable String next() throws IOException {
    @Nullable String line = lines.next();
    while (line != null && (line.isEmpty() || line.startsWith("%"))) {
      line = lines.next();
    }
    return line;
  }

  /** The words of the next line, which holds {@code what}. */
  private String[] words(String what, int count) throws IOException {
    @Nullable String line = next();
    if (line == null) {
      throw lines
          .here()
          .wrong("the last line: %s is missing".formatted(what), "Add it, or correct the size.");
    }
    var tokens = new StringTokenizer(line);
    if (tokens.countTokens() != count) {
      throw lines
          .here()
          .wrong(
              line,
              "Write %s here: %s.".formatted(count == 1 ? "one number" : count + " numbers", what));
    }
    String[] words = new String[count];
    for (int k = 0; k < count; k++) {
      words[k] = tokens.nextToken();
    }
    return words;
  }

  private long whole(String word, long least, long most) throws UnreadableTableException {
    try {
      long value = Long.parseLong(word);
      if (least <= value && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw lines
        .here()
        .wrong(
            word,
            most == Long.MAX_VALUE
                ? "Write a whole number from %d on.".formatted(least)
                : "Write a whole number from %d to %d.".formatted(least, most));
  }

  private double number(String word) throws UnreadableTableException {
    double value = Numbers.parse(word);
    if (Double.isNaN(value)) {
      throw lines.here().wrong(word, "Write a finite number such as -1.5e-3.");
    }
    if (Double.isInfinite(value)) {
      throw lines.here().notFinite(word);
    }
    if (field.equals("integer") && value != Math.rint(value)) {
      throw lines.here().wrong(word, "Write a whole number, or call the field real.");
    }
    return value;
  }
}
