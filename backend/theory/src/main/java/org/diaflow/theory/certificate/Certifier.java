package org.diaflow.theory.certificate;

import java.util.Arrays;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.jspecify.annotations.Nullable;

/**
 * The judge of ℓ¹ candidates: takes a vector from any solver and decides, from A and y alone,
 * whether it is the minimizer of ‖x‖₁ subject to Ax = y and whether it is the only one (theory §4).
 *
 * <p>Sparse problems too large to be given in full are judged by products with A and the columns of
 * the support: optimality and uniqueness, but not ϱ.
 */
public final class Certifier {

  /** Componentwise backward error and duality gap up to which a vector that is no vertex counts. */
  static final double OPTIMAL = 1e-9;

  private final RegressionProblem problem;
  private final Judge judge;

  /**
   * A judge for {@code problem}; throws {@link UnsolvableProblemException} where there is none.
   * Whether y is in range(A) shows here, or in the residual where A is large and sparse.
   */
  public Certifier(RegressionProblem problem) {
    this.problem = problem;
    this.judge =
        problem.matrix() instanceof SparseMatrix sparse && !sparse.hasDense()
            ? new SparseJudge(problem, sparse)
            : new DenseJudge(problem);
  }

  /**
   * Judges {@code candidate} (length d), with {@code dual} (length N) as an optional help when the
   * support alone does not decide. A candidate within 1e-6 of the minimizer is followed there, even
   * where it does not show the support: a small entry may drown in its errors. Costs one linear
   * programme for ϱ, one for that, more for the null space constants of small supports.
   */
  public Certification certify(double[] candidate, double @Nullable [] dual) {
    requireFinite(candidate);
    return judge.judge(candidate, dual, true);
  }

  /**
   * Judges {@code candidate} by its own support, and leaves out the null space constants, which
   * decide nothing about optimality. Costs at most two linear programmes.
   */
  public Certificate confirm(double[] candidate, double @Nullable [] dual) {
    requireFinite(candidate);
    return judge.judge(candidate, dual, false).certificate();
  }

  private void requireFinite(double[] candidate) {
    if (candidate.length != problem.columns()
        || !Arrays.stream(candidate).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "The candidate has length %d or a non-finite entry; it must have %d finite entries."
              .formatted(candidate.length, problem.columns()));
    }
  }

  /** ‖Ax − y‖₂ / ‖y‖₂, dimensionless. */
  public static double relativeResidual(RegressionProblem problem, double[] x) {
    return BackwardError.relativeResidual(problem.matrix(), problem.observations(), x);
  }

  /** Aᵀν, length d. */
  static double[] correlations(RegressionProblem problem, double[] dual) {
    double[] result = new double[problem.columns()];
    problem.matrix().multiplyTransposed(dual, result);
    return result;
  }

  /** (‖x‖₁ − ⟨y, ν'⟩)/‖x‖₁ ≥ 0 with the feasible ν' = ν/max(1, ‖Aᵀν‖_∞); +∞ where undefined. */
  static double gap(RegressionProblem problem, double[] x, double[] dual) {
    double excess = Math.max(1, LinearAlgebra.normInfinity(correlations(problem, dual)));
    double norm = LinearAlgebra.norm1(x);
    double gap = (norm - LinearAlgebra.dot(problem.observations(), dual) / excess) / norm;
    return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : Math.max(0, gap);
  }

  /** κ* of the nonzero entries, or null if there are none. */
  static @Nullable Double kappa(double[] values) {
    double largest = LinearAlgebra.normInfinity(values);
    double smallest = Arrays.stream(values).map(Math::abs).min().orElse(0);
    return smallest > 0 ? largest / smallest : null;
  }

  /** The word on a candidate that is no vertex: what residual and gap with {@code dual} say. */
  static Certificate withoutVertex(
      RegressionProblem problem,
      double[] candidate,
      int[] support,
      double @Nullable [] dual,
      @Nullable Double rho,
      String reasonIfOptimal) {
    double error = BackwardError.of(problem.matrix(), problem.observations(), candidate);
    double gap = dual == null ? Double.POSITIVE_INFINITY : gap(problem, candidate, dual);
    boolean optimal = error <= OPTIMAL && gap <= OPTIMAL;
    String reason =
        optimal
            ? reasonIfOptimal
            : "The candidate is not confirmed as a minimizer: residual ω = %.3g, gap %.3g; try another ℓ¹ solver."
                .formatted(error, gap);
    double[] values = Arrays.stream(support).mapToDouble(j -> candidate[j]).toArray();
    return new Certificate(
        candidate,
        support,
        false,
        optimal,
        rho,
        null,
        new int[0],
        null,
        null,
        kappa(values),
        dual,
        dual == null ? null : correlations(problem, dual),
        relativeResidual(problem, candidate),
        error,
        gap,
        reason);
  }
}
