package org.diaflow.service.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.diaflow.service.errors.Violations;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a ZIP archive, such as NumPy's .npz: {@code A}, {@code y} and perhaps {@code x},
 * each with the ending .npy, .csv or .mtx. Folders in front of a name do not matter, files of other
 * names neither. Nothing is unpacked to disk.
 *
 * @param matrix A
 * @param observations y
 * @param planted x, or null if it is not there
 */
public record TableArchive(Table matrix, Table observations, @Nullable Table planted) {

  private static final TableArchive EMPTY = new TableArchive(Table.EMPTY, Table.EMPTY, null);
  private static final List<String> NAMES = List.of("A", "y", "x");
  private static final List<String> ENDINGS = List.of(".npy", ".csv", ".mtx");
  private static final int MOST_FILES = 1000;
  private static final int SHOWN = 10;

  /**
   * Reads {@code file}, sent as {@code part}. What is wrong is noted in {@code violations}; the
   * tables are of use only if nothing is. An archive that inflates too far is a 413.
   */
  public static TableArchive read(Path file, String part, Violations violations) {
    var place = new Place(part);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(zip, new InflationLimit(file.toFile().length(), part), place, violations);
    } catch (UnreadableTableException e) {
      violations.add(e.place(), e.value(), e.remedy());
    } catch (IOException e) {
      violations.add(
          part, "not a readable ZIP archive", "Save it again, for instance with numpy.savez.");
    }
    return EMPTY;
  }

  private static TableArchive read(
      ZipFile zip, InflationLimit limit, Place place, Violations violations) throws IOException {
    Map<String, ZipEntry> entries = entries(zip, place);
    for (String name : List.of("A", "y")) {
      violations.require(
          entries.containsKey(name),
          place.words() + " " + name,
          null,
          "Save it with numpy.savez(file, A=A, y=y); there is %s.".formatted(listed(zip)));
    }
    if (violations.any()) {
      return EMPTY;
    }
    var tables = new LinkedHashMap<String, Table>();
    for (String name : NAMES) {
      @Nullable ZipEntry entry = entries.get(name);
      if (entry != null) {
        tables.put(
            name,
            table(
                zip, entry, limit, new Place(place.words() + " " + name), kind(name), violations));
      }
    }
    return new TableArchive(
        tables.getOrDefault("A", Table.EMPTY),
        tables.getOrDefault("y", Table.EMPTY),
        tables.get("x"));
  }

  private static TableKind kind(String name) {
    return name.equals("A") ? TableKind.MATRIX : TableKind.VECTOR;
  }

  /** The files that hold tables, by the name of their table. */
  private static Map<String, ZipEntry> entries(ZipFile zip, Place place)
      throws UnreadableTableException {
    if (zip.size() > MOST_FILES) {
      throw place.wrong(
          "an archive of %d files".formatted(zip.size()), "Keep it at most " + MOST_FILES + ".");
    }
    var found = new LinkedHashMap<String, ZipEntry>();
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
      String name = tableName(entry.getName());
      if (NAMES.contains(name) && found.putIfAbsent(name, entry) != null) {
        throw place.wrong("an archive with two files for " + name, "Keep only one of them.");
      }
    }
    return found;
  }

  /** The table in a file called {@code path}, or an empty name if it cannot hold one. */
  private static String tableName(String path) {
    String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(file.substring(dot)) ? file.substring(0, dot) : "";
  }

  private static String listed(ZipFile zip) {
    var names = new ArrayList<String>();
    zip.stream().limit(SHOWN).forEach(entry -> names.add(entry.getName()));
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static Table table(
      ZipFile zip,
      ZipEntry entry,
      InflationLimit limit,
      Place place,
      TableKind kind,
      Violations violations)
      throws IOException {
    var sum = new CRC32();
    try (InputStream in = new CheckedInputStream(limit.on(zip.getInputStream(entry)), sum)) {
      Table table = TableReader.read(in, entry.getName(), place, kind, violations);
      in.transferTo(java.io.OutputStream.nullOutputStream());
      if (sum.getValue() != entry.getCrc()) {
        throw place.wrong("damaged: its checksum is wrong", "Send the archive again.");
      }
      return table;
    } catch (UnreadableTableException e) {
      throw e;
    } catch (IOException e) {
      throw place.wrong("damaged: it does not inflate", "Send the archive again.");
    }
  }
}
