package org.diaflow.theory.certificate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.internal.RowSpace;
import org.jspecify.annotations.Nullable;

/**
 * The judge for sparse problems that cannot be given in full: it needs products with A and the
 * columns of the support only.
 *
 * <p>A vertex is the only minimizer if A_S is injective and some ν has A_Sᵀν = σ and ‖A_Sᶜᵀν‖_∞ < 1
 * (theory §4). Candidates for ν are Fuchs' one, the solver's moved onto A_Sᵀν = σ, and the better
 * of the two with its |a_jᵀν| off the support pulled below 1 by the least change of ν. The search
 * fails where ϱ is above {@value #BOUND}, and may fail below; then nothing is claimed that is not
 * proved. ϱ itself would be a linear programme in all entries of A.
 */
final class SparseJudge implements Judge {

  /** Most columns whose normal equations are factored: 128 MB. */
  static final int MOST_COLUMNS = 4000;

  /** To what |a_jᵀν| off the support is pulled. */
  private static final double BOUND = 0.999;

  /** The bound with room for rounding. */
  private static final double REACHED = BOUND + 1e-10;

  private static final int ROUNDS = 30;

  /** Parts with which columns are held first, tried one after the other. */
  private static final double[] CAUTION = {0, 0.5};

  /** Deviation from A_Sᵀν = σ, and of |a_jᵀν| from 1, that rounding explains. */
  private static final double ROUNDING = 1e-12;

  private final RegressionProblem problem;
  private final Equilibration units;
  private final SparseMatrix matrix;
  private final double[] observations;
  private final ExplainedSupport supports;

  /** Throws {@link UnsolvableProblemException} for non-finite entries, A = 0 and y = 0. */
  SparseJudge(RegressionProblem problem, SparseMatrix matrix) {
    RowSpace.requireFinite(problem);
    this.problem = problem;
    this.units = Equilibration.of(matrix);
    this.matrix = Equilibration.scaledRows(matrix, units.rows());
    this.observations = Equilibration.scaled(problem.observations(), units.rows());
    this.supports =
        new ExplainedSupport(
            problem,
            units.columns(),
            Math.min(MOST_COLUMNS, Math.min(problem.rows(), problem.columns())),
            this::leastSquares);
  }

  /** With equations in the units asked for, or where columns seem dependent so, in their own. */
  private double @Nullable [] leastSquares(int[] support, int[] exponents) {
    SparseMatrix columns = ((SparseMatrix) problem.matrix()).selected(support);
    int[] all = IntStream.range(0, support.length).toArray();
    SupportGram weighted = SupportGram.of(Equilibration.scaledRows(columns, exponents), all);
    if (weighted != null) {
      return weighted.leastSquares(Equilibration.scaled(problem.observations(), exponents));
    }
    SupportGram gram = SupportGram.of(matrix, support);
    return gram == null ? null : gram.leastSquares(observations);
  }

  /** Values on a support by least squares. */
  private record Vertex(int[] support, double[] values, SupportGram gram) {

    private double[] signs() {
      return Arrays.stream(values).map(Math::signum).toArray();
    }

    private double[] expand(int length) {
      return new ExplainedSupport.Fit(support, values).expanded(length);
    }
  }

  /** A ν, its correlations Aᵀν and the largest of them off S; +∞ unless A_Sᵀν = σ to 1e-9. */
  private record Dual(double[] vector, double[] correlations, double offSupport) {}

  /** Null space constants are never available here. */
  @Override
  public Certification judge(double[] candidate, double @Nullable [] dual, boolean thorough) {
    Vertex vertex = vertex(candidate);
    if (vertex == null) {
      return new Certification(
          Certifier.withoutVertex(
              problem,
              candidate,
              IntStream.range(0, candidate.length).filter(j -> candidate[j] != 0).toArray(),
              dual,
              null,
              "Optimal, but whether it is the only minimizer is not decided: the columns of the support are more than %d, or not clearly independent."
                  .formatted(Math.min(MOST_COLUMNS, problem.rows()))));
    }
    return new Certification(judge(vertex, dual));
  }

  private @Nullable Vertex vertex(double[] candidate) {
    ExplainedSupport.Fit fit = supports.of(candidate);
    SupportGram gram = fit == null ? null : SupportGram.of(matrix, fit.support());
    return fit == null || gram == null ? null : new Vertex(fit.support(), fit.values(), gram);
  }

  private Certificate judge(Vertex vertex, double @Nullable [] given) {
    double[] minimizer = vertex.expand(problem.columns());
    Dual fuchs = onto(vertex, new double[problem.rows()]);
    Dual best = fuchs;
    if (given != null && fuchs.offSupport() >= 1 - ROUNDING) {
      Dual moved = onto(vertex, Equilibration.scaled(given, negatedRows()));
      best = moved.offSupport() < best.offSupport() ? moved : best;
    }
    if (best.offSupport() >= 1 - ROUNDING) {
      best = pulled(vertex, best);
    }
    double[] lifted = Equilibration.scaled(best.vector(), units.rows());
    double gap = Certifier.gap(problem, minimizer, lifted);
    boolean optimal = gap <= Certifier.OPTIMAL;
    boolean unique = optimal && best.offSupport() < 1 - ROUNDING;
    return new Certificate(
        minimizer,
        vertex.support(),
        unique,
        optimal,
        null,
        givenFuchs(vertex),
        new int[0],
        null,
        null,
        Certifier.kappa(vertex.values()),
        lifted,
        best.correlations(),
        Certifier.relativeResidual(problem, minimizer),
        BackwardError.of(problem.matrix(), problem.observations(), minimizer),
        gap,
        reason(optimal, unique, best));
  }

  /** ‖A_Sᶜᵀν‖_∞ for Fuchs' ν of the equations as they are given. */
  private @Nullable Double givenFuchs(Vertex vertex) {
    SupportGram gram = SupportGram.of((SparseMatrix) problem.matrix(), vertex.support());
    if (gram == null) {
      return null;
    }
    double[] dual = gram.nearest(new double[problem.rows()], vertex.signs()).vector();
    double[] correlations = Certifier.correlations(problem, dual);
    for (int j : vertex.support()) {
      correlations[j] = 0;
    }
    return LinearAlgebra.normInfinity(correlations);
  }

  private int[] negatedRows() {
    return Arrays.stream(units.rows()).map(exponent -> -exponent).toArray();
  }

  private String reason(boolean optimal, boolean unique, Dual dual) {
    if (!optimal) {
      return "The candidate is feasible but not confirmed as a minimizer: the best dual vector found has |Aᵀν| = %.6g off the support; try another ℓ¹ solver."
          .formatted(dual.offSupport());
    }
    return (unique
                ? "|Aᵀν| = %.6g off the support proves that the minimizer is unique; "
                : "|Aᵀν| = %.6g off the support leaves open whether the minimizer is unique; ")
            .formatted(dual.offSupport())
        + "ϱ is not computed for a sparse %d × %d matrix: it is a linear programme in all entries."
            .formatted(problem.rows(), problem.columns());
  }

  private Dual onto(Vertex vertex, double[] start) {
    return dual(vertex, vertex.gram().nearest(start, vertex.signs()).vector());
  }

  private Dual dual(Vertex vertex, double[] vector) {
    double[] correlations = new double[problem.columns()];
    matrix.multiplyTransposed(vector, correlations);
    double[] off = correlations.clone();
    double deviation = 0;
    for (int i = 0; i < vertex.support().length; i++) {
      int j = vertex.support()[i];
      deviation = Math.max(deviation, Math.abs(off[j] - Math.signum(vertex.values()[i])));
      off[j] = 0;
    }
    boolean interpolates = deviation <= ROUNDING;
    return new Dual(
        vector,
        correlations,
        interpolates ? LinearAlgebra.normInfinity(off) : Double.POSITIVE_INFINITY);
  }

  /** The first ν proving optimality that holding few or many columns at once leads to. */
  private Dual pulled(Vertex vertex, Dual start) {
    Dual best = start;
    for (double part : CAUTION) {
      Dual pulled = pulled(vertex, start, part);
      best = pulled.offSupport() < best.offSupport() ? pulled : best;
      if (best.offSupport() < 1 - ROUNDING) {
        break;
      }
    }
    return best;
  }

  /**
   * The ν nearest to {@code start} with A_Sᵀν = σ and |a_jᵀν| ≤ {@value #BOUND} off S, as far as
   * {@value #ROUNDS} rounds of the primal-dual active set method lead to it (M. Hintermüller, K.
   * Ito, K. Kunisch, SIAM J. Optim. 13 (2002)): columns beyond the bound are held there, held ones
   * that would rather be inside are let go.
   *
   * @param part the columns held first are those beyond this part of the way from the bound to the
   *     largest: 0 is fast, more is safe where there are too many
   */
  private Dual pulled(Vertex vertex, Dual start, double part) {
    int most = Math.min(MOST_COLUMNS, problem.rows());
    int k = vertex.support().length;
    double[] held = new double[problem.columns()];
    Dual best = start;
    Dual dual = start;
    for (int round = 0; round < ROUNDS && dual.offSupport() > REACHED; round++) {
      hold(vertex, dual, part, held);
      int[] off = IntStream.range(0, held.length).filter(j -> held[j] != 0).toArray();
      if (k + off.length > most) {
        break;
      }
      int[] columns =
          IntStream.concat(Arrays.stream(vertex.support()), Arrays.stream(off)).toArray();
      double[] targets = Arrays.copyOf(vertex.signs(), columns.length);
      for (int c = k; c < columns.length; c++) {
        targets[c] = held[columns[c]];
      }
      SupportGram gram = SupportGram.of(matrix, columns);
      if (gram == null) {
        break;
      }
      SupportGram.Nearest nearest = gram.nearest(start.vector(), targets);
      for (int c = k; c < columns.length; c++) {
        if (nearest.multipliers()[c] * targets[c] > 0) {
          held[columns[c]] = 0;
        }
      }
      dual = dual(vertex, nearest.vector());
      best = dual.offSupport() < best.offSupport() ? dual : best;
    }
    return best;
  }

  /** Adds to {@code held} where the columns off the support that are beyond the bound belong. */
  private static void hold(Vertex vertex, Dual dual, double part, double[] held) {
    double least = REACHED + part * (dual.offSupport() - REACHED);
    double[] off = dual.correlations().clone();
    for (int j : vertex.support()) {
      off[j] = 0;
    }
    for (int j = 0; j < off.length; j++) {
      if (Math.abs(off[j]) > least) {
        held[j] = BOUND * Math.signum(off[j]);
      }
    }
  }
}
