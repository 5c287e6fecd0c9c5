package org.diaflow.service.problem;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.table.Table;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ProblemCheck;
import org.jspecify.annotations.Nullable;

/** Understands every way to state a problem; what it returns can be worked on. */
@ApplicationScoped
public class ProblemReader {

  /** Most entries N·d of a matrix. */
  static final int MOST_ENTRIES = Table.MOST_ENTRIES;

  private final GeneratorReader generators;
  private final ProblemStore store;
  private final Ownership ownership;
  private final CurrentUser user;

  ProblemReader(
      GeneratorReader generators, ProblemStore store, Ownership ownership, CurrentUser user) {
    this.generators = generators;
    this.store = store;
    this.ownership = ownership;
    this.user = user;
  }

  /**
   * Reads {@code spec} of one problem, called {@code field} in errors; ends the request if it is
   * wrong, or states several problems.
   */
  public Uni<ProblemSource> read(@Nullable ProblemSpec spec, String field) {
    return readAll(spec, field).invoke(source -> requireOne(source, field));
  }

  private static void requireOne(ProblemSource source, String field) {
    var violations = new Violations();
    for (PlanAxis axis : source.axes()) {
      violations.add(
          "%s.generator.%s".formatted(field, axis.name()),
          "several values",
          "Give one number: this is about one problem.");
    }
    violations.throwIfAny();
  }

  /** Reads {@code spec} of one problem or a grid of them. */
  public Uni<ProblemSource> readAll(@Nullable ProblemSpec spec, String field) {
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
    @Nullable String id = spec.id();
    GeneratorSpec generator = spec.generator();
    if (id != null) {
      return ownership
          .requireProblem(user.get(), id)
          .chain(() -> store.get(id))
          .map(stored -> ProblemSource.of(stored.problem(), stored.name()));
    }
    if (generator == null) {
      return Uni.createFrom().item(ProblemSource.of(explicit(spec, field), spec.name()));
    }
    Uni<Void> allowed =
        generator.problem() == null
            ? Uni.createFrom().voidItem()
            : ownership.requireProblem(user.get(), generator.problem());
    return allowed.chain(() -> generators.read(generator, spec.name(), field + ".generator"));
  }

  static ApiException tooLarge(String field, String value) {
    return Violations.single(field, value, Table.tooLarge());
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
    return problem(
        matrix,
        new Vectors(observations, planted, prefix + "observations", prefix + "planted"),
        "Stated");
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

  /**
   * The vectors of a problem that come with its matrix.
   *
   * @param observations y
   * @param planted x*, or null
   * @param observationsField what y is called in errors
   * @param plantedField what x* is called in errors
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Vectors(
      double[] observations,
      double @Nullable [] planted,
      String observationsField,
      String plantedField) {

    private void requireLengths(int rows, int columns) {
      var violations = new Violations();
      violations.require(
          observations.length == rows,
          observationsField,
          "%d entries long".formatted(observations.length),
          "Give %d entries, one per row of the matrix.".formatted(rows));
      violations.require(
          planted == null || planted.length == columns,
          plantedField,
          "%d entries long".formatted(planted == null ? 0 : planted.length),
          "Give %d entries, one per column of the matrix.".formatted(columns));
      for (int j = 0; planted != null && j < planted.length; j++) {
        violations.require(
            Double.isFinite(planted[j]),
            "%s[%d]".formatted(plantedField, j),
            planted[j],
            "Give a finite number.");
      }
      violations.throwIfAny();
    }
  }

  /** The problem of these parts; ends the request if they do not fit or have no solution. */
  static RegressionProblem problem(Matrix matrix, Vectors vectors, String origin) {
    vectors.requireLengths(matrix.rows(), matrix.columns());
    return solvable(
        new RegressionProblem(
            matrix,
            vectors.observations(),
            vectors.planted(),
            "%s %d × %d matrix".formatted(origin, matrix.rows(), matrix.columns())));
  }

  /**
   * Ends the request where {@code problem} is sparse and too large for what needs every entry of
   * its matrix: flows, limits and paths.
   */
  public static void requireDense(RegressionProblem problem, String field) {
    Applicability applicability = Applicability.dense(problem);
    if (!applicability.applicable()) {
      throw Violations.single(
          field,
          "a sparse %d × %d matrix".formatted(problem.rows(), problem.columns()),
          "Take at most %d entries N·d, or compare ℓ¹ solvers: flows, limits and paths need all entries of the matrix at once."
              .formatted(Matrix.MOST_DENSE));
    }
  }

  private static RegressionProblem solvable(RegressionProblem problem) {
    ProblemCheck.requireSolvable(problem);
    return problem;
  }
}
