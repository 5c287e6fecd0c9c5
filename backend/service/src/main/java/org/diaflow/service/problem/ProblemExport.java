package org.diaflow.service.problem;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.table.Table;
import org.diaflow.service.table.TableKind;
import org.diaflow.service.table.TableWriter;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * A problem as a file to download: a ZIP archive of A, y and, if planted, x, which can be uploaded
 * again as {@code archive} and is then the same problem bit by bit.
 *
 * @param fileName what to call the file
 * @param content its content
 */
public record ProblemExport(String fileName, StreamingOutput content) {

  private static final Map<String, TableWriter> FORMATS =
      Map.of("npz", TableWriter.NPY, "csv", TableWriter.CSV, "mtx", TableWriter.MATRIX_MARKET);

  /**
   * The export of {@code stored} in {@code format}: {@code npz}, {@code csv} or {@code mtx}, the
   * only one for sparse matrices; null chooses npz or that.
   */
  public static ProblemExport of(StoredProblem stored, @Nullable String chosen) {
    RegressionProblem problem = stored.problem();
    boolean sparse = problem.matrix() instanceof SparseMatrix;
    String format = chosen != null ? chosen : sparse ? "mtx" : "npz";
    @Nullable TableWriter writer = FORMATS.get(format);
    if (writer == null) {
      throw Violations.single("format", format, "Choose npz, csv or mtx.");
    }
    if (sparse && writer != TableWriter.MATRIX_MARKET) {
      throw Violations.single(
          "format",
          format,
          "Choose mtx, which scipy.io.mmread reads: %s has no place for a sparse matrix."
              .formatted(format));
    }
    String fileName =
        "problem-%s%s"
            .formatted(stored.id(), format.equals("npz") ? ".npz" : "-" + format + ".zip");
    return new ProblemExport(
        fileName, output -> write(problem, writer, new ZipOutputStream(output)));
  }

  private static void write(RegressionProblem problem, TableWriter writer, ZipOutputStream zip)
      throws IOException {
    writer.add(zip, "A", Table.of(problem.matrix()), TableKind.MATRIX);
    writer.add(zip, "y", column(problem.observations()), TableKind.VECTOR);
    double @Nullable [] planted = problem.planted();
    if (planted != null) {
      writer.add(zip, "x", column(planted), TableKind.VECTOR);
    }
    zip.finish();
  }

  private static Table column(double[] values) {
    return new Table(values.length, 1, values);
  }
}
