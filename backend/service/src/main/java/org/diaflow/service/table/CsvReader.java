package org.diaflow.service.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.diaflow.service.errors.Violations;

/**
 * Reads a table of finite numbers from a CSV file whose cells are separated by commas, semicolons
 * or tabs. There is no header row.
 */
final class CsvReader {

  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity|na)", Pattern.CASE_INSENSITIVE);
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LOOK_AHEAD = 1 << 16;

  private CsvReader() {}

  /**
   * Reads all of {@code in}; everything wrong is noted in {@code violations} with its row and
   * column counted from 1, and the table is of use only if nothing is.
   */
  static Table read(InputStream in, Place place, Violations violations) throws IOException {
    // unlike the constructor with a charset, a decoder reports what is not UTF-8
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    try {
      char separator = separator(reader);
      CSVFormat format =
          CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
      var builder = new Builder(place, violations);
      for (CSVRecord cells : format.parse(new CellLimit(reader, separator))) {
        builder.add(cells);
      }
      return builder.table();
    } catch (CharacterCodingException e) {
      throw notText(place);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notText(place);
      }
      throw place.wrong("malformed CSV", "Correct quotes and separators: " + e.getMessage());
    }
  }

  private static UnreadableTableException notText(Place place) {
    return place.wrong("not a text file", "Send a CSV file in UTF-8, or .npy, .npz or .mtx.");
  }

  /** The separator used in the first line; also swallows a byte order mark. */
  private static char separator(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    reader.mark(LOOK_AHEAD);
    char found = ',';
    for (int k = 0, c = reader.read(); k < LOOK_AHEAD - 1 && c >= 0 && c != '\n'; k++) {
      if (c == ';' || c == '\t') {
        found = (char) c;
        break;
      }
      c = reader.read();
    }
    reader.reset();
    return found;
  }

  /** Collects records; remembers only numbers. */
  private static final class Builder {

    private final Place place;
    private final Violations violations;
    private double[] entries = new double[1024];
    private int size;
    private int rows;
    private int columns;

    private Builder(Place place, Violations violations) {
      this.place = place;
      this.violations = violations;
    }

    private void add(CSVRecord cells) throws UnreadableTableException {
      rows++;
      if (rows == 1) {
        columns = cells.size();
      }
      if (cells.size() != columns) {
        violations.add(
            "%s row %d".formatted(place.words(), rows),
            "%d cells long".formatted(cells.size()),
            "Give it %d cells, as many as row 1 has.".formatted(columns));
        return;
      }
      Table.requireSize(place, rows, columns);
      boolean header = rows == 1 && cells.stream().noneMatch(c -> Numbers.isNumber(c.strip()));
      for (int j = 0; j < columns; j++) {
        append(number(cells.get(j).strip(), j + 1, header));
      }
    }

    private double number(String cell, int column, boolean header) {
      double value = Numbers.parse(cell);
      if (Double.isFinite(value)) {
        return value;
      }
      violations.add(
          place.entry(rows, column).words(), cell.isEmpty() ? "empty" : cell, remedy(cell, header));
      return value;
    }

    private static String remedy(String cell, boolean header) {
      if (NOT_FINITE.matcher(cell).matches() || Numbers.isNumber(cell)) {
        return "Replace it by a finite number of at most 1.8e308, or leave the row out.";
      }
      return header
          ? "Remove the header: every row is taken for numbers, the first one included."
          : "Replace it by a number with a decimal point, such as -1.5e-3.";
    }

    private void append(double value) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, 2 * size);
      }
      entries[size++] = value;
    }

    private Table table() {
      violations.require(
          rows > 0, place.words(), "an empty file", "Give at least one row of numbers.");
      return new Table(rows, columns, Arrays.copyOf(entries, size));
    }
  }
}
