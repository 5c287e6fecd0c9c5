package org.diaflow.service.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.diaflow.spi.SparseMatrix;

/**
 * Writes tables so that reading them gives the same bits again: text has as many digits as a double
 * needs.
 */
public enum TableWriter {
  /** NumPy's .npy. A vector has one dimension there. */
  NPY(".npy") {
    @Override
    public void write(OutputStream out, Table table, TableKind kind) throws IOException {
      if (kind == TableKind.VECTOR) {
        NpyWriter.vector(out, table.entries());
      } else {
        NpyWriter.matrix(out, table.rows(), table.columns(), table.entries());
      }
    }
  },

  /** Rows of numbers separated by commas. */
  CSV(".csv") {
    @Override
    public void write(OutputStream out, Table table, TableKind kind) throws IOException {
      Writer text = text(out);
      int columns = table.columns();
      for (int k = 0; k < table.entries().length; k++) {
        text.write(Double.toString(table.entries()[k]));
        text.write((k + 1) % columns == 0 ? '\n' : ',');
      }
      text.flush();
    }
  },

  /** Matrix Market, array real general, or coordinate real general for sparse tables. */
  MATRIX_MARKET(".mtx") {
    @Override
    public void write(OutputStream out, Table table, TableKind kind) throws IOException {
      Writer text = text(out);
      if (table.sparse() != null) {
        coordinates(text, table.sparse());
        return;
      }
      text.write("%s matrix array real general\n".formatted(MatrixMarketReader.MAGIC));
      text.write("%d %d\n".formatted(table.rows(), table.columns()));
      for (int j = 0; j < table.columns(); j++) {
        for (int i = 0; i < table.rows(); i++) {
          text.write(Double.toString(table.entries()[i * table.columns() + j]));
          text.write('\n');
        }
      }
      text.flush();
    }
  };

  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final String ending;

  TableWriter(String ending) {
    this.ending = ending;
  }

  /**
   * Writes {@code table} to {@code out}, which stays open. Only Matrix Market holds sparse tables.
   */
  public abstract void write(OutputStream out, Table table, TableKind kind) throws IOException;

  /** How names of such files end. */
  public String ending() {
    return ending;
  }

  /** Adds {@code table} to {@code zip} under {@code name} and {@link #ending}. */
  public void add(ZipOutputStream zip, String name, Table table, TableKind kind)
      throws IOException {
    open(zip, name + ending);
    write(zip, table, kind);
    zip.closeEntry();
  }

  /**
   * Begins a file in {@code zip}, hardly compressed, as most digits are random; without the time,
   * so that equal tables give equal bytes.
   */
  public static void open(ZipOutputStream zip, String name) throws IOException {
    zip.setLevel(Deflater.BEST_SPEED);
    var entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    zip.putNextEntry(entry);
  }

  private static void coordinates(Writer text, SparseMatrix matrix) throws IOException {
    text.write("%s matrix coordinate real general\n".formatted(MatrixMarketReader.MAGIC));
    text.write("%d %d %d\n".formatted(matrix.rows(), matrix.columns(), matrix.nonzeros().length));
    for (int j = 0; j < matrix.columns(); j++) {
      for (int k = matrix.starts()[j]; k < matrix.starts()[j + 1]; k++) {
        text.write(Integer.toString(matrix.rowIndices()[k] + 1));
        text.write(' ');
        text.write(Integer.toString(j + 1));
        text.write(' ');
        text.write(Double.toString(matrix.nonzeros()[k]));
        text.write('\n');
      }
    }
    text.flush();
  }

  private static Writer text(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
  }
}
