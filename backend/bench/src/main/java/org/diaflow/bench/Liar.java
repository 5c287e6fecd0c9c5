package org.diaflow.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * A solver that knows the minimizer x* of its problem, returns another vector x, claims to have
 * converged, and forges a dual vector with ⟨y, ν⟩ = ‖x‖₁, so that a judge who believes it sees no
 * duality gap.
 *
 * @param lie what is wrong with x
 * @param minimizer x*
 * @param honest a solver that helps with the lies
 */
record Liar(Lie lie, double[] minimizer, L1Solver honest) implements L1Solver {

  /** What may be wrong with a vector. */
  enum Lie {
    /** It is x* shortened by one per mille. */
    SHORTENED,
    /** It is x* without its smallest entry. */
    INCOMPLETE,
    /** It is a vertex of Ax = y, least in another norm. */
    OTHER_NORM,
    /** It solves Ax = y and is one per mille of the way from x* to that vertex. */
    NEAR_MISS
  }

  @Override
  public Descriptor descriptor() {
    return new Descriptor(id(lie), "1", "Lies on purpose.", List.of(), List.of(), List.of());
  }

  /** The id of the solver with {@code lie}. */
  static String id(Lie lie) {
    return "liar-" + lie.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    return Applicability.yes();
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    double[] x =
        switch (lie) {
          case SHORTENED -> towards(new double[minimizer.length], 1e-3);
          case INCOMPLETE -> incomplete();
          case OTHER_NORM -> otherVertex(task.problem());
          case NEAR_MISS -> towards(otherVertex(task.problem()), 1e-3);
        };
    return new L1Candidate(
        x, forgedDual(task.problem(), x), new Outcome(StopReason.CONVERGED, "So it says."));
  }

  private double[] towards(double[] other, double part) {
    double[] x = new double[other.length];
    Arrays.setAll(x, j -> minimizer[j] + part * (other[j] - minimizer[j]));
    return x;
  }

  private double[] incomplete() {
    double smallest =
        Arrays.stream(minimizer).filter(v -> v != 0).map(Math::abs).min().orElseThrow();
    return Arrays.stream(minimizer).map(v -> Math.abs(v) == smallest ? 0 : v).toArray();
  }

  /** The minimizer of Σ|x_j|/w_j with random w_j ∈ [½, 1], a tenth of that on the support of x*. */
  private double[] otherVertex(RegressionProblem problem) {
    RandomGenerator random =
        RandomGeneratorFactory.of(ReferenceProblems.RANDOM_ALGORITHM).create(minimizer.length);
    double[] weights = new double[minimizer.length];
    Arrays.setAll(weights, j -> random.nextDouble(0.5, 1) * (minimizer[j] == 0 ? 1 : 0.1));
    DenseMatrix matrix = problem.matrix().dense();
    double[] entries = new double[matrix.entries().length];
    Arrays.setAll(entries, k -> matrix.entries()[k] * weights[k % weights.length]);
    var weighted =
        new RegressionProblem(
            new DenseMatrix(matrix.rows(), matrix.columns(), entries),
            problem.observations(),
            null,
            "weighted");
    double[] z =
        honest
            .solve(
                new L1Task(weighted, Parameters.defaults(honest.descriptor()), Budget.UNLIMITED),
                IterateListener.NONE)
            .x();
    double[] x = new double[z.length];
    Arrays.setAll(x, j -> weights[j] * z[j]);
    return x;
  }

  /** y·‖x‖₁/‖y‖₂². */
  private static double[] forgedDual(RegressionProblem problem, double[] x) {
    double[] y = problem.observations();
    double norm1 = Arrays.stream(x).map(Math::abs).sum();
    double square = Arrays.stream(y).map(v -> v * v).sum();
    return Arrays.stream(y).map(v -> v * norm1 / square).toArray();
  }
}
