package org.diaflow.service.problem;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.ProblemCheck;
import org.jspecify.annotations.Nullable;

/** Understands every way to state a problem; what it returns can be worked on. */
@ApplicationScoped
public class ProblemReader {

  /** Most entries N·d of a matrix. */
  static final int MOST_ENTRIES = 16_000_000;

  private final ProblemStore store;

  ProblemReader(ProblemStore store) {
    this.store = store;
  }

  /** Reads {@code spec}, called {@code field} in errors; ends the request if it is wrong. */
  public ProblemSource read(@Nullable ProblemSpec spec, String field) {
    if (spec == null) {
      throw Violations.single(field, null, "Give {id}, {matrix, observations} or {generator}.");
    }
    long shapes =
        Stream.of(spec.id(), spec.generator(), matrixOrObservations(spec))
            .filter(shape -> shape != null)
            .count();
    if (shapes != 1) {
      throw Violations.single(
          field,
          "stated in %d ways".formatted(shapes),
          "Give exactly one of {id}, {matrix, observations} and {generator}.");
    }
    if (spec.id() != null) {
      StoredProblem stored = store.get(spec.id());
      return ProblemSource.of(stored.problem(), stored.name());
    }
    return spec.generator() != null
        ? generator(spec.generator(), spec.name(), field + ".generator")
        : ProblemSource.of(explicit(spec, field), spec.name());
  }

  /** Reads the CSV files of an upload; ends the request if something in them is wrong. */
  RegressionProblem read(Path matrixFile, Path observationsFile, @Nullable Path plantedFile) {
    var violations = new Violations();
    CsvTable matrix = CsvTable.read(matrixFile, "matrix", violations);
    double[] observations = vector(observationsFile, "observations", violations);
    double @Nullable [] planted =
        plantedFile == null ? null : vector(plantedFile, "planted", violations);
    violations.throwIfAny();
    requireLengths(matrix.rows(), matrix.columns(), observations, planted, "");
    return solvable(
        new RegressionProblem(
            new DenseMatrix(matrix.rows(), matrix.columns(), matrix.entries()),
            observations,
            planted,
            "Uploaded %d × %d matrix".formatted(matrix.rows(), matrix.columns())));
  }

  static ProblemException tooLarge(String field, String value) {
    return Violations.single(
        field, value, "Keep N·d, the number of entries, at most %d.".formatted(MOST_ENTRIES));
  }

  private static ProblemSource generator(GeneratorSpec spec, @Nullable String name, String field) {
    return new ProblemSource(
        GeneratorReader.check(spec, field),
        spec.seed(),
        name,
        seed -> solvable(GeneratorReader.generate(spec, seed, field)));
  }

  private static RegressionProblem explicit(ProblemSpec spec, String field) {
    String prefix = field + ".";
    var violations = new Violations();
    violations.require(spec.matrix() != null, prefix + "matrix", null, "Give the rows of A.");
    violations.require(
        spec.observations() != null, prefix + "observations", null, "Give the N entries of y.");
    violations.throwIfAny();
    DenseMatrix matrix = matrix(requireNonNull(spec.matrix()), prefix + "matrix");
    double[] observations = vector(requireNonNull(spec.observations()), prefix + "observations");
    double @Nullable [] planted =
        spec.planted() == null ? null : vector(spec.planted(), prefix + "planted");
    requireLengths(matrix.rows(), matrix.columns(), observations, planted, prefix);
    return solvable(
        new RegressionProblem(
            matrix,
            observations,
            planted,
            "Stated %d × %d matrix".formatted(matrix.rows(), matrix.columns())));
  }

  private static @Nullable Object matrixOrObservations(ProblemSpec spec) {
    return spec.matrix() != null
        ? spec.matrix()
        : spec.observations() != null ? spec.observations() : spec.planted();
  }

  private static DenseMatrix matrix(List<@Nullable List<Double>> rows, String field) {
    if (rows.isEmpty() || rows.getFirst() == null || rows.getFirst().isEmpty()) {
      throw Violations.single(field, "empty", "Give at least one row with at least one number.");
    }
    int columns = rows.getFirst().size();
    if ((long) rows.size() * columns > MOST_ENTRIES) {
      throw tooLarge(field, "%d × %d".formatted(rows.size(), columns));
    }
    double[][] entries = new double[rows.size()][];
    for (int i = 0; i < entries.length; i++) {
      @Nullable List<Double> row = rows.get(i);
      if (row == null || row.size() != columns) {
        throw Violations.single(
            "%s[%d]".formatted(field, i),
            "%d entries long".formatted(row == null ? 0 : row.size()),
            "Give row %d %d entries, as many as row 1 has.".formatted(i + 1, columns));
      }
      entries[i] = vector(row, "%s[%d]".formatted(field, i));
    }
    return DenseMatrix.ofRows(entries);
  }

  private static double[] vector(List<@Nullable Double> values, String field) {
    double[] vector = new double[values.size()];
    for (int i = 0; i < vector.length; i++) {
      @Nullable Double value = values.get(i);
      if (value == null) {
        throw Violations.single("%s[%d]".formatted(field, i), "null", "Give a finite number.");
      }
      vector[i] = value;
    }
    return vector;
  }

  private static double[] vector(Path file, String field, Violations violations) {
    CsvTable table = CsvTable.read(file, field, violations);
    violations.require(
        Math.min(table.rows(), table.columns()) <= 1,
        field,
        "a %d × %d table".formatted(table.rows(), table.columns()),
        "Give one number per line, or a single line.");
    return table.entries();
  }

  private static void requireLengths(
      int rows, int columns, double[] observations, double @Nullable [] planted, String prefix) {
    var violations = new Violations();
    violations.require(
        observations.length == rows,
        prefix + "observations",
        "%d entries long".formatted(observations.length),
        "Give %d entries, one per row of the matrix.".formatted(rows));
    violations.require(
        planted == null || planted.length == columns,
        prefix + "planted",
        "%d entries long".formatted(planted == null ? 0 : planted.length),
        "Give %d entries, one per column of the matrix.".formatted(columns));
    violations.throwIfAny();
  }

  private static RegressionProblem solvable(RegressionProblem problem) {
    ProblemCheck.requireSolvable(problem);
    return problem;
  }
}
