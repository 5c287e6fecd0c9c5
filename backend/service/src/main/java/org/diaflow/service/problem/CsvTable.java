package org.diaflow.service.problem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.diaflow.service.errors.Violations;

/**
 * A table of finite numbers read from a CSV file whose cells are separated by commas, semicolons or
 * tabs. There is no header row.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param entries the cells, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
record CsvTable(int rows, int columns, double[] entries) {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity|na)", Pattern.CASE_INSENSITIVE);
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LOOK_AHEAD = 1 << 16;

  /**
   * Reads {@code file}, called {@code field} in {@code violations}, where everything wrong is noted
   * with its row and column counted from 1; the table is of use only if nothing is.
   */
  static CsvTable read(Path file, String field, Violations violations) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      char separator = separator(reader);
      CSVFormat format =
          CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
      var builder = new Builder(field, violations);
      format.parse(reader).forEach(builder::add);
      return builder.table();
    } catch (CharacterCodingException e) {
      violations.add(field, "not a text file", "Send a CSV file in UTF-8.");
    } catch (IOException | UncheckedIOException e) {
      violations.add(field, "malformed CSV", "Correct the quotes: " + e.getMessage());
    }
    return new CsvTable(0, 0, new double[0]);
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

    private final String field;
    private final Violations violations;
    private double[] entries = new double[1024];
    private int size;
    private int rows;
    private int columns;

    private Builder(String field, Violations violations) {
      this.field = field;
      this.violations = violations;
    }

    private void add(CSVRecord cells) {
      rows++;
      if (rows == 1) {
        columns = cells.size();
      }
      if (cells.size() != columns) {
        violations.add(
            "%s row %d".formatted(field, rows),
            "%d cells long".formatted(cells.size()),
            "Give it %d cells, as many as row 1 has.".formatted(columns));
        return;
      }
      if (size + columns > ProblemReader.MOST_ENTRIES) {
        throw ProblemReader.tooLarge(field, "%d × %d or more".formatted(rows, columns));
      }
      boolean header =
          rows == 1 && cells.stream().noneMatch(c -> NUMBER.matcher(c.strip()).matches());
      for (int j = 0; j < columns; j++) {
        append(number(cells.get(j).strip(), j + 1, header));
      }
    }

    private double number(String cell, int column, boolean header) {
      double value = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
      if (Double.isFinite(value)) {
        return value;
      }
      violations.add(
          "%s row %d, column %d".formatted(field, rows, column),
          cell.isEmpty() ? "empty" : cell,
          remedy(cell, header));
      return value;
    }

    private static String remedy(String cell, boolean header) {
      if (NOT_FINITE.matcher(cell).matches() || NUMBER.matcher(cell).matches()) {
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

    private CsvTable table() {
      violations.require(rows > 0, field, "an empty file", "Give at least one row of numbers.");
      return new CsvTable(rows, columns, Arrays.copyOf(entries, size));
    }
  }
}
