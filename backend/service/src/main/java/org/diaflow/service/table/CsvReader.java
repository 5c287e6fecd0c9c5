package org.diaflow.service.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.diaflow.service.errors.Violations;

/**
 * Reads a table of finite numbers from a CSV file whose cells are separated by commas, semicolons,
 * tabs or blanks, whichever its first line has, and whose lines end with a line feed, a carriage
 * return or both. Lines that begin with {@code #} are comments. There is no header row.
 */
final class CsvReader {

  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity|na)", Pattern.CASE_INSENSITIVE);

  /** A number that is not part of a name such as x1. */
  private static final Pattern SOME_NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}_.])[+-]?\\.?\\p{Nd}");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

  private CsvReader() {}

  /**
   * Reads all of {@code in}; everything wrong is noted in {@code violations} with its row and
   * column counted from 1, and the table is of use only if nothing is. Rows are counted without
   * empty lines and comments.
   */
  static Table read(InputStream in, Place place, Violations violations) throws IOException {
    // unlike the constructor with a charset, a decoder reports what is not UTF-8
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    var builder = new Builder(place, violations);
    try {
      CsvText text = CsvText.of(reader);
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(text.separator())
              .setIgnoreEmptyLines(true)
              .get();
      for (CSVRecord cells : format.parse(new CellLimit(text, text.separator(), place))) {
        builder.add(cells);
      }
      return builder.table();
    } catch (CharacterCodingException e) {
      throw notText(place);
    } catch (UncheckedIOException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case CharacterCodingException undecodable -> throw notText(place);
        case UnreadableTableException told -> throw told;
        default -> throw builder.malformed();
      }
    }
  }

  private static UnreadableTableException notText(Place place) {
    return place.wrong("not a text file", "Send a CSV file in UTF-8, or .npy, .npz or .mtx.");
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
      boolean header =
          rows == 1 && cells.stream().noneMatch(cell -> SOME_NUMBER.matcher(cell).find());
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

    private String remedy(String cell, boolean header) {
      if (NOT_FINITE.matcher(cell).matches() || Numbers.isNumber(cell)) {
        return "Replace it by a finite number of at most 1.8e308, or leave the row out.";
      }
      if (header && !cell.isEmpty()) {
        return "Remove the header: every row is taken for numbers, the first one included.";
      }
      if (DECIMAL_COMMA.matcher(cell).matches()) {
        return "Write the decimal comma as a point, as in -1.5e-3.";
      }
      if (Numbers.isNumber(cell.replaceFirst("[dD]", "e"))) {
        return "Write the exponent with e, as in -1.5e-3.";
      }
      if (SOME_NUMBER.matcher(cell).results().count() > 1) {
        return "Separate numbers by commas, semicolons, tabs or blanks, by the same in every row.";
      }
      return "Replace it by a number with a decimal point, such as -1.5e-3.";
    }

    private UnreadableTableException malformed() {
      return place.wrong(
          "quoted wrongly after row %d".formatted(rows),
          "Close every quotation mark at the end of its cell, or write numbers without any.");
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
