package org.diaflow.engine.compare;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;

/**
 * Orthogonal matching pursuit (Y. Pati, R. Rezaiifar and P. Krishnaprasad, Asilomar 1993) from a
 * given support on: adds the column most correlated with what least squares leaves of y, until
 * nothing is left or N columns are chosen.
 */
final class MatchingPursuit {

  /** ‖r‖₂ / ‖y‖₂ at which nothing is left, well below what the judge lets pass. */
  private static final double NOTHING = 1e-13;

  /** ‖r‖₂ / ‖y‖₂ up to which something may be missing. */
  private static final double MOST_LEFT = 0.1;

  /** Distance from the span of the others, relative, below which a column counts as dependent. */
  private static final double DEPENDENT = 1e-10;

  private static final double MOST_OPERATIONS = 1e10;

  private final RegressionProblem problem;
  private final double[] norms;
  private final double[][] basis;
  private final double[] rest;
  private final Set<Integer> support = new LinkedHashSet<>();
  private int size;

  private MatchingPursuit(RegressionProblem problem) {
    this.problem = problem;
    this.norms = columnNorms(problem.matrix());
    this.basis = new double[most(problem)][];
    this.rest = problem.observations().clone();
  }

  /**
   * {@code start}, its dependent columns left out, with what is missing; as it is where least
   * squares on it leaves more than a tenth of ‖y‖₂, so that an answer that is no approximation is
   * not replaced by the pursuit's own. Cost at most N²·d; of a large sparse A no more columns are
   * chosen than fit into {@value #MOST_OPERATIONS} operations.
   */
  static Set<Integer> extend(RegressionProblem problem, Collection<Integer> start) {
    if (start.size() > most(problem)) {
      return new LinkedHashSet<>(start);
    }
    var pursuit = new MatchingPursuit(problem);
    double enough = NOTHING * Vectors.norm2(problem.observations());
    start.forEach(pursuit::add);
    if (Vectors.norm2(pursuit.rest) > MOST_LEFT * Vectors.norm2(problem.observations())) {
      return pursuit.support;
    }
    double[] correlations = new double[problem.columns()];
    while (pursuit.size < pursuit.basis.length && Vectors.norm2(pursuit.rest) > enough) {
      problem.matrix().multiplyTransposed(pursuit.rest, correlations);
      if (!pursuit.add(pursuit.best(correlations))) {
        break;
      }
    }
    return pursuit.support;
  }

  /** N, or less where the basis of a sparse problem would take too long: N·k² operations for k. */
  private static int most(RegressionProblem problem) {
    int n = problem.rows();
    return problem.matrix().hasDense() ? n : (int) Math.min(n, Math.sqrt(MOST_OPERATIONS / n));
  }

  private int best(double[] correlations) {
    int best = -1;
    double largest = 0;
    for (int j = 0; j < correlations.length; j++) {
      double cosine = norms[j] == 0 ? 0 : Math.abs(correlations[j]) / norms[j];
      if (cosine > largest && !support.contains(j)) {
        best = j;
        largest = cosine;
      }
    }
    return best;
  }

  /** Whether column {@code j} was added: not if it is dependent on those chosen. */
  private boolean add(int j) {
    if (j < 0 || size == basis.length) {
      return false;
    }
    double[] column = problem.matrix().column(j);
    orthogonalize(column);
    orthogonalize(column); // twice is enough
    double norm = Vectors.norm2(column);
    if (!(norm > DEPENDENT * norms[j])) {
      return false;
    }
    for (int i = 0; i < column.length; i++) {
      column[i] /= norm;
    }
    subtract(column, rest);
    basis[size++] = column;
    support.add(j);
    return true;
  }

  private void orthogonalize(double[] column) {
    for (int k = 0; k < size; k++) {
      subtract(basis[k], column);
    }
  }

  /** Takes the part along the unit vector {@code direction} out of {@code vector}. */
  private static void subtract(double[] direction, double[] vector) {
    double share = 0;
    for (int i = 0; i < vector.length; i++) {
      share += direction[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= share * direction[i];
    }
  }

  private static double[] columnNorms(Matrix matrix) {
    double[] norms = new double[matrix.columns()];
    if (matrix instanceof SparseMatrix sparse) {
      for (int j = 0; j < norms.length; j++) {
        for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
          norms[j] = Math.hypot(norms[j], sparse.nonzeros()[k]);
        }
      }
      return norms;
    }
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < norms.length; j++) {
        norms[j] = Math.hypot(norms[j], matrix.get(i, j));
      }
    }
    return norms;
  }
}
