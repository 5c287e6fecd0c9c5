package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SupportSplit} whose T and B are eliminated from A itself in 32 digits and rounded once,
 * so that neither nearly parallel rows nor columns cost digits.
 *
 * @param split the same support and values; B is (I, Θ) in the rows of the basis off the support,
 *     so its z differs from that of the split it was made from
 * @param face the same problem in the coordinates of {@link FaceLimit}
 */
record ExactSplit(SupportSplit split, MinimizerFace face) {

  /** Multiplications of 32 digits that are worth their while, about a second. */
  private static final long MOST_WORK = 100_000_000;

  /** The exact form of {@code split}; null where it would take too long. Costs N·r·(d + N). */
  static @Nullable ExactSplit of(RegressionProblem problem, SupportSplit split) {
    long rows = problem.rows();
    int rank = split.sparsity() + split.freedom();
    if (split.trivialKernel() || rows * rank * (problem.columns() + rows) > MOST_WORK) {
      return null;
    }
    RegressionProblem scaled = Equilibration.inUnits(problem);
    MinimizerFace face =
        MinimizerFace.at(
            scaled.matrix().dense(), scaled.observations(), rank, split.support(), split.values());
    int k = split.sparsity();
    int m = split.offSize();
    double[] onto = new double[k * m];
    double[] kernel = new double[(rank - k) * m];
    int[] rowOf = face.rowOf();
    for (int i = 0; i < k; i++) {
      write(face, split, rowOf[split.support()[i]], onto, i * m);
    }
    int row = 0;
    for (int i = 0; i < rank; i++) {
      if (!face.face()[face.basis()[i]]) {
        write(face, split, i, kernel, row * m);
        row++;
      }
    }
    clearDependent(split.kernel(), kernel);
    return new ExactSplit(
        new SupportSplit(
            split.support(),
            split.offSupport(),
            split.values(),
            k == 0 ? null : new DenseMatrix(k, m, onto),
            row == 0 ? null : new DenseMatrix(row, m, kernel),
            split.factors(),
            split.triangular()),
        face);
  }

  private static void write(
      MinimizerFace face, SupportSplit split, int row, double[] entries, int from) {
    for (int j = 0; j < split.offSize(); j++) {
      entries[from + j] = face.theta().get(row, split.offSupport()[j]);
    }
  }

  /** Sets the columns to 0 that are 0 in the B {@code known}: 32 digits leave a last one, too. */
  private static void clearDependent(@Nullable DenseMatrix known, double[] kernel) {
    for (int j = 0; known != null && j < known.columns(); j++) {
      if (LinearAlgebra.normInfinity(known.column(j)) == 0) {
        for (int at = j; at < kernel.length; at += known.columns()) {
          kernel[at] = 0;
        }
      }
    }
  }

  /** The limit for a uniform start in the coordinates of the split; null where none is found. */
  ExactLimit.@Nullable Limit limit(Walls walls) {
    double[] minimizer = new double[face.face().length];
    for (int i = 0; i < split.sparsity(); i++) {
      minimizer[split.support()[i]] = split.values()[i];
    }
    FaceLimit.Found found = new FaceLimit(walls, face).limit(minimizer);
    return found == null ? null : GeneralLimit.assembled(face, minimizer, found).limit();
  }

  /**
   * 1 − s_j and 1 + s_j off the support (two rows of length |Sᶜ|) at the dual point with s_S = σ ⊙
   * (1 − {@code slackOn}) and the free part {@code free}, for the uniform start of depth > 2.
   * Computed in 32 digits and rounded once, so that 1 − |s_j| keeps its digits near the wall.
   */
  double[][] slacks(double[] slackOn, double[] free) {
    int rank = face.basis().length;
    double[] reference = new double[rank];
    double[] offset = new double[rank];
    int[] rowOf = face.rowOf();
    for (int i = 0; i < split.sparsity(); i++) {
      double sign = Math.signum(split.values()[i]);
      reference[rowOf[split.support()[i]]] = sign;
      offset[rowOf[split.support()[i]]] = -sign * slackOn[i];
    }
    int row = 0;
    for (int i = 0; i < rank; i++) {
      if (!face.face()[face.basis()[i]]) {
        reference[i] = free[row];
        row++;
      }
    }
    double[] opposite = Arrays.stream(reference).map(s -> -s).toArray();
    double[] oppositeOffset = Arrays.stream(offset).map(s -> -s).toArray();
    double[][] slacks = new double[2][split.offSize()];
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      slacks[0][k] = face.theta().remainder(1, reference, offset, j);
      slacks[1][k] = face.theta().remainder(1, opposite, oppositeOffset, j);
    }
    return slacks;
  }
}
