package org.diaflow.service.problem;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.ProblemReader.Vectors;
import org.diaflow.service.table.Table;
import org.diaflow.service.table.TableArchive;
import org.diaflow.service.table.TableKind;
import org.diaflow.service.table.TableReader;
import org.diaflow.spi.RegressionProblem;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Understands the files of an upload: either {@code matrix}, {@code observations} and perhaps
 * {@code planted}, each in a format of its own, or one {@code archive}.
 */
final class UploadReader {

  private static final String MATRIX = "matrix";
  private static final String OBSERVATIONS = "observations";
  private static final String PLANTED = "planted";
  private static final String ARCHIVE = "archive";
  private static final List<String> PARTS = List.of(MATRIX, OBSERVATIONS, PLANTED, ARCHIVE);

  private UploadReader() {}

  /** The problem in {@code files}; ends the request if something in them is wrong. */
  static RegressionProblem read(List<FileUpload> files) {
    var violations = new Violations();
    Map<String, FileUpload> parts = parts(files, violations);
    @Nullable FileUpload archive = parts.get(ARCHIVE);
    if (archive != null) {
      violations.require(
          parts.size() == 1,
          ARCHIVE,
          "sent together with " + String.join(", ", parts.keySet()),
          "Send either an archive, or matrix and observations.");
      violations.throwIfAny();
      return archived(archive, violations);
    }
    @Nullable FileUpload matrix = required(parts, MATRIX, violations);
    @Nullable FileUpload observations = required(parts, OBSERVATIONS, violations);
    violations.throwIfAny();
    return separate(
        requireNonNull(matrix), requireNonNull(observations), parts.get(PLANTED), violations);
  }

  private static Map<String, FileUpload> parts(List<FileUpload> files, Violations violations) {
    var parts = new LinkedHashMap<String, FileUpload>();
    for (FileUpload file : files) {
      violations.require(
          PARTS.contains(file.name()),
          file.name(),
          "an unknown field",
          "Send the files matrix, observations and, if known, planted, or one archive.");
      violations.require(
          parts.put(file.name(), file) == null, file.name(), "sent twice", "Send it once.");
    }
    return parts;
  }

  private static @Nullable FileUpload required(
      Map<String, FileUpload> parts, String name, Violations violations) {
    @Nullable FileUpload file = parts.get(name);
    violations.require(
        file != null,
        name,
        null,
        "Send it as a file, CSV, .npy or .mtx, e.g. curl -F %1$s=@%1$s.csv.".formatted(name));
    return file;
  }

  private static RegressionProblem separate(
      FileUpload matrixFile,
      FileUpload observationsFile,
      @Nullable FileUpload plantedFile,
      Violations violations) {
    Table matrix = table(matrixFile, TableKind.MATRIX, violations);
    Table observations = table(observationsFile, TableKind.VECTOR, violations);
    @Nullable Table planted =
        plantedFile == null ? null : table(plantedFile, TableKind.VECTOR, violations);
    violations.throwIfAny();
    return problem(
        matrix, new Vectors(observations.entries(), entries(planted), OBSERVATIONS, PLANTED));
  }

  private static RegressionProblem archived(FileUpload file, Violations violations) {
    TableArchive archive = TableArchive.read(file.uploadedFile(), ARCHIVE, violations);
    violations.throwIfAny();
    return problem(
        archive.matrix(),
        new Vectors(
            archive.observations().entries(),
            entries(archive.planted()),
            ARCHIVE + " y",
            ARCHIVE + " x"));
  }

  private static Table table(FileUpload file, TableKind kind, Violations violations) {
    return TableReader.read(
        file.uploadedFile(), String.valueOf(file.fileName()), file.name(), kind, violations);
  }

  private static double @Nullable [] entries(@Nullable Table table) {
    return table == null ? null : table.entries();
  }

  private static RegressionProblem problem(Table matrix, Vectors vectors) {
    return ProblemReader.problem(matrix.matrix(), vectors, "Uploaded");
  }
}
