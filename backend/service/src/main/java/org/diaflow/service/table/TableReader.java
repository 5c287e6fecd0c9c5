package org.diaflow.service.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.diaflow.service.errors.Violations;

/**
 * Reads a table from a file in whichever format it is. The first bytes decide: .npy and Matrix
 * Market files are known by them, whatever their name. Everything else is CSV, unless the name
 * promises something better.
 */
public final class TableReader {

  /** The first bytes of every ZIP file. */
  static final byte[] ZIP = {'P', 'K'};

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private TableReader() {}

  /**
   * Reads {@code file}, which the client calls {@code name} and sends as {@code part}. What is
   * wrong is noted in {@code violations}; the table is of use only if nothing is.
   */
  public static Table read(
      Path file, String name, String part, TableKind kind, Violations violations) {
    var place = new Place(part);
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, name, place, kind, violations);
    } catch (UnreadableTableException e) {
      violations.add(e.place(), e.value(), e.remedy());
    } catch (IOException e) {
      violations.add(part, "unreadable: it breaks off", "Send it again.");
    }
    return Table.EMPTY;
  }

  /** Reads all of {@code in}, a file called {@code name}. */
  static Table read(InputStream in, String name, Place place, TableKind kind, Violations violations)
      throws IOException {
    var buffered = new BufferedInputStream(in, 1 << 16);
    Table table =
        switch (format(buffered, name, place)) {
          case NPY -> NpyReader.read(buffered, place, kind);
          case MATRIX_MARKET -> MatrixMarketReader.read(buffered, place, kind);
          case CSV -> CsvReader.read(buffered, place, violations);
        };
    violations.require(
        kind == TableKind.MATRIX || table.isVector(),
        place.words(),
        "a %d × %d table".formatted(table.rows(), table.columns()),
        "Give a single row or a single column of numbers.");
    return table;
  }

  /** Formats of a single table. */
  private enum Format {
    NPY,
    MATRIX_MARKET,
    CSV
  }

  private static Format format(BufferedInputStream in, String name, Place place)
      throws IOException {
    int mark = Lines.BYTE_ORDER_MARK.length;
    in.mark(mark + MatrixMarketReader.MAGIC.length());
    byte[] start = in.readNBytes(mark + MatrixMarketReader.MAGIC.length());
    in.reset();
    int text = startsWith(start, Lines.BYTE_ORDER_MARK) ? mark : 0;
    String file = name.toLowerCase(Locale.ROOT);
    if (startsWith(start, NpyHeader.MAGIC) || file.endsWith(".npy")) {
      return Format.NPY;
    }
    if (startsWith(start, ZIP)) {
      throw place.wrong("a ZIP archive", "Send it as the part archive, with A, y and perhaps x.");
    }
    if (startsWith(start, GZIP)) {
      throw place.wrong("compressed with gzip", "Uncompress it.");
    }
    boolean marked =
        new String(start, StandardCharsets.ISO_8859_1)
            .regionMatches(
                true, text, MatrixMarketReader.MAGIC, 0, MatrixMarketReader.MAGIC.length());
    return marked || file.endsWith(".mtx") ? Format.MATRIX_MARKET : Format.CSV;
  }

  /** Whether {@code bytes} begin with {@code magic}. */
  static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
