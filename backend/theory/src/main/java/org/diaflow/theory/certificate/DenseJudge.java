package org.diaflow.theory.certificate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.certificate.internal.SplitSolutions;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.BasisPursuit;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.LeastNorm;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.PositiveDefinite;
import org.diaflow.theory.linear.internal.WeightedGram;
import org.diaflow.theory.problem.SupportSplit;
import org.diaflow.theory.problem.internal.RowSpace;
import org.jspecify.annotations.Nullable;

/** The judge that knows every entry of A: splits the problem at the support and computes ϱ. */
final class DenseJudge implements Judge {

  /** Relative ℓ¹ distance from the minimizer within which a candidate is followed there. */
  private static final double NEAR = 1e-6;

  /** What rounding leaves of a sum that is 0, per term and relative to their size. */
  private static final double ROUNDED = 8 * 0x1p-52;

  /**
   * Corrections of a vector towards the equations; each gains as many digits as the weights allow.
   */
  private static final int CORRECTIONS = 8;

  private static final String NOT_UNIQUE =
      "ϱ = 1: the minimizer is not unique, so limits depend on the depth (theory §7).";

  private final RegressionProblem problem;
  private final RowSpace rows;
  private final ExplainedSupport supports;

  /** Throws {@link UnsolvableProblemException} as {@link RowSpace#of} does. */
  DenseJudge(RegressionProblem problem) {
    this.problem = problem;
    this.rows = RowSpace.of(problem);
    DenseMatrix matrix = LinearAlgebra.dense(problem);
    this.supports =
        new ExplainedSupport(
            problem,
            Equilibration.of(matrix).columns(),
            rows.matrix().rows(),
            new DenseLeastSquares(matrix, problem.observations()));
  }

  @Override
  public Certification judge(double[] candidate, double @Nullable [] dual, boolean thorough) {
    Certification itself = onSupport(candidate, thorough);
    if (itself != null && itself.certificate().optimal()) {
      return itself;
    }
    boolean feasible =
        BackwardError.of(problem.matrix(), problem.observations(), candidate) <= Certifier.OPTIMAL;
    BasisPursuit.Vertex vertex =
        thorough || (itself == null && feasible) ? vertex(candidate) : null;
    if (vertex != null && thorough && near(vertex.x(), candidate)) {
      Certification there = onSupport(vertex.x(), true);
      if (there != null && there.certificate().unique()) {
        return there;
      }
    }
    if (itself != null) {
      return itself;
    }
    double[] minimizer = feasible ? corrected(candidate) : candidate;
    if (feasible && vertex != null && !solves(minimizer)) {
      Certification there = onSupport(vertex.x(), thorough);
      if (there != null && there.certificate().optimal()) {
        return there;
      }
    }
    double[] best = vertex == null ? dual : rows.liftDual(vertex.dual(), problem.rows());
    return new Certification(
        Certifier.withoutVertex(problem, minimizer, support(minimizer), best, 1.0, NOT_UNIQUE));
  }

  private boolean solves(double[] x) {
    return BackwardError.of(problem.matrix(), problem.observations(), x)
        <= BackwardError.solved(problem.rows());
  }

  /**
   * A vector near {@code x}, zero where it is, that meets the equations up to rounding: x + XAᵀw
   * with X = diag|x|. Where that fails, x itself.
   */
  private double[] corrected(double[] x) {
    DenseMatrix matrix = rows.matrix();
    int n = matrix.rows();
    double scale = rows.solutionScale();
    double[] weights = new double[x.length];
    double[] best = new double[x.length];
    Arrays.setAll(best, j -> x[j] / scale);
    Arrays.setAll(weights, j -> Math.abs(best[j]));
    double[] gram = new double[n * n];
    new WeightedGram(matrix).write(weights, gram);
    var factor = new PositiveDefinite(gram, n);
    double[] step = new double[x.length];
    for (int pass = 0; pass < CORRECTIONS; pass++) {
      double[] rest = LeastNorm.residual(matrix, rows.observations(), best);
      matrix.multiplyTransposed(factor.solve(rest), step);
      Arrays.setAll(best, j -> best[j] + weights[j] * step[j]);
    }
    Arrays.setAll(best, j -> best[j] * scale);
    boolean better =
        BackwardError.of(problem.matrix(), problem.observations(), best)
            <= BackwardError.of(problem.matrix(), problem.observations(), x);
    return better ? best : x;
  }

  private static int[] support(double[] x) {
    return IntStream.range(0, x.length).filter(j -> x[j] != 0).toArray();
  }

  /**
   * What is to be said of the vector that solves the equations on the support; null without one.
   */
  private @Nullable Certification onSupport(double[] candidate, boolean withConstants) {
    ExplainedSupport.Fit fit = supports.of(candidate);
    SupportSplit split =
        fit == null ? null : SupportSplit.of(rows.matrix(), fit.support(), fit.values());
    return split == null ? null : judge(split, withConstants);
  }

  /** An optimal vertex of the ℓ¹ problem, searched from {@code candidate} on. */
  private BasisPursuit.@Nullable Vertex vertex(double[] candidate) {
    double[] ones = new double[candidate.length];
    Arrays.fill(ones, 1);
    BasisPursuit.Vertex vertex =
        BasisPursuit.solve(rows.matrix(), rows.observations(), ones, ones, candidate);
    if (vertex == null) {
      return null;
    }
    double scale = rows.solutionScale();
    double[] x = Arrays.stream(vertex.x()).map(value -> scale * value).toArray();
    return new BasisPursuit.Vertex(x, vertex.basis(), vertex.dual());
  }

  private static boolean near(double[] x, double[] candidate) {
    double apart = 0;
    for (int j = 0; j < x.length; j++) {
      apart += Math.abs(x[j] - candidate[j]);
    }
    return apart <= NEAR * LinearAlgebra.norm1(x);
  }

  private Certification judge(SupportSplit split, boolean withConstants) {
    double[] minimizer = expand(split);
    double[] signs = split.signs();
    double[] onSigns = split.transposedOnto(signs);
    LeastMaximum least = LeastMaximum.solve(onSigns, split.kernel());
    double rounded = rounded(split, least);
    double rounding = Math.max(ROUNDED * (split.sparsity() + split.freedom()), rounded);
    double gap = least.optimum() <= 1 + rounding ? 0 : 1 - 1 / least.optimum();
    boolean optimal = gap == 0;
    boolean unique = least.optimum() < 1 - rounding;
    double rho = least.optimum() <= rounded ? 0 : least.optimum();
    double[] dual = rows.liftDual(split.dual(signs, least.free()), problem.rows());
    NullSpaceConstants constants =
        unique && withConstants ? NullSpaceConstants.of(split, rho, least) : null;
    String reason = null;
    if (!optimal) {
      reason = "The candidate is feasible but not a minimizer; try another ℓ¹ solver.";
    } else if (!unique) {
      reason = NOT_UNIQUE;
    }
    var certificate =
        new Certificate(
            minimizer,
            split.support(),
            unique,
            optimal,
            unique ? rho : 1,
            fuchs(split, signs),
            Arrays.stream(least.active()).map(j -> split.offSupport()[j]).toArray(),
            constants == null ? null : constants.rhoTilde(),
            constants == null ? null : constants.rhoMinus(),
            Certifier.kappa(split.values()),
            dual,
            Certifier.correlations(problem, dual),
            Certifier.relativeResidual(problem, minimizer),
            BackwardError.of(problem.matrix(), problem.observations(), minimizer),
            gap,
            reason);
    return unique
        ? new Certification(
            certificate,
            split,
            new SplitSolutions(least, constants == null ? null : constants.ratios()))
        : new Certification(certificate);
  }

  /** ‖A_Sᶜᵀν‖_∞ for Fuchs' ν = A_S(A_SᵀA_S)⁻¹σ, which the units of the equations do change. */
  private @Nullable Double fuchs(SupportSplit split, double[] signs) {
    SupportSplit given =
        SupportSplit.of(LinearAlgebra.dense(problem), split.support(), split.values());
    return given == null ? null : LinearAlgebra.normInfinity(given.transposedOnto(signs));
  }

  /**
   * By how much rounding of T and B moves ϱ, which moves by ⟨δc, w⟩ + ⟨z, δB·w⟩: 8·r·2⁻⁵² times the
   * sum of absolute values.
   */
  private static double rounded(SupportSplit split, LeastMaximum least) {
    double sum = 0;
    for (int j = 0; j < split.offSize(); j++) {
      double weight = Math.abs(least.kernelPart()[j]);
      for (int i = 0; weight > 0 && i < split.sparsity() && split.onto() != null; i++) {
        sum += weight * Math.abs(split.onto().get(i, j));
      }
      for (int i = 0; weight > 0 && i < least.free().length && split.kernel() != null; i++) {
        sum += weight * Math.abs(split.kernel().get(i, j) * least.free()[i]);
      }
    }
    return ROUNDED * (split.sparsity() + split.freedom()) * sum;
  }

  private double[] expand(SupportSplit split) {
    double[] x = new double[problem.columns()];
    for (int i = 0; i < split.sparsity(); i++) {
      x[split.support()[i]] = split.values()[i];
    }
    return x;
  }
}
