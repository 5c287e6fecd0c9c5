package org.diaflow.l1solvers;

import java.util.ArrayDeque;
import java.util.Deque;
import org.diaflow.spi.Budget;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/** One way down the lasso path to its end, the ℓ¹ minimizer. */
final class HomotopyRun {

  /** Part of μ to which it falls until all columns are looked at. */
  private static final double FALL = 0.5;

  /**
   * Columns with |a_jᵀr| at least this part of μ are worked on: more than {@link #FALL}, since
   * correlations fall as well, and the few columns that come late are caught up with.
   */
  private static final double NEAR = 0.7;

  /** Relative residual and gap up to which the end of the path is the minimizer. */
  static final double TOLERANCE = 1e-9;

  private final RegressionProblem problem;
  private final IterateListener listener;
  private final Matrix matrix;
  private final double[] correlations;
  private final Deque<double[]> duals = new ArrayDeque<>();

  HomotopyRun(RegressionProblem problem, IterateListener listener) {
    this.problem = problem;
    this.listener = listener;
    this.matrix = problem.matrix();
    this.correlations = new double[matrix.columns()];
  }

  L1Candidate solve(Budget budget, double mostCorners) {
    matrix.multiplyTransposed(problem.observations(), correlations);
    if (LinearAlgebra.normInfinity(correlations) == 0) {
      return new L1Candidate(correlations, null, Entrance.unsolvable(1));
    }
    var descent = new LassoDescent(matrix, problem.observations(), correlations, FALL);
    double reach = FALL * descent.mu();
    for (long corners = 0; corners < mostCorners; corners++) {
      if (budget.exhausted()) {
        return unfinished(descent, Entrance.cancelled());
      }
      double before = descent.mu();
      switch (descent.advance(reach)) {
        case CORNER -> {}
        case REACHED -> reach = lookAtAll(descent);
        case STALLED -> {
          return unfinished(descent, stalled(descent));
        }
        case END -> {
          double[] x = descent.x();
          Optimality optimality = optimality(descent, x);
          if (optimality.within(TOLERANCE) || !selectMore(descent, optimality)) {
            return new L1Candidate(x, optimality.dual(), outcome(optimality));
          }
          descent.rise(before);
          reach = lookAtAll(descent);
        }
      }
    }
    return unfinished(
        descent,
        new Outcome(
            StopReason.BUDGET,
            "The path has more than %.0f corners; raise 'corners' or choose another solver."
                .formatted(mostCorners)));
  }

  /** Works on the columns near the bound; returns the μ at which to look again. */
  private double lookAtAll(LassoDescent descent) {
    descent.lookAtAll(correlations, NEAR);
    if (matrix instanceof SparseMatrix) {
      duals.addFirst(descent.dual());
    }
    listener.iterate(descent.x());
    return FALL * descent.mu();
  }

  /** Selects the columns that can improve on the end of the path; false if there is none. */
  private boolean selectMore(LassoDescent descent, Optimality optimality) {
    WorkingColumns working = descent.working();
    if (working.complete()) {
      return false;
    }
    if (optimality.residual() > TOLERANCE) {
      matrix.multiplyTransposed(descent.residual(), correlations);
      return working.select(correlations, NEAR * LinearAlgebra.normInfinity(correlations));
    }
    matrix.multiplyTransposed(descent.dual(), correlations);
    return working.select(correlations, 1);
  }

  /**
   * How far the end of the path is from optimal, with the best dual vector. That of the end itself
   * lacks the columns whose coordinates vanish at μ = 0 where rounding lets them leave a little
   * before; of a sparse A, which is not walked a second time, those from higher up are kept.
   */
  private Optimality optimality(LassoDescent descent, double[] x) {
    double[] image = descent.image();
    Optimality best = optimality(x, image, descent.dual());
    for (double[] dual : duals) {
      if (best.within(TOLERANCE)) {
        return best;
      }
      Optimality other = optimality(x, image, dual);
      best = other.gap() < best.gap() ? other : best;
    }
    return best;
  }

  private Optimality optimality(double[] x, double[] image, double[] dual) {
    matrix.multiplyTransposed(dual, correlations);
    return Optimality.of(x, dual, image, correlations, problem.observations());
  }

  private static Outcome outcome(Optimality optimality) {
    if (optimality.within(TOLERANCE)) {
      return new Outcome(StopReason.CONVERGED, "The lasso path was followed to its end.");
    }
    if (optimality.residual() > TOLERANCE) {
      return Entrance.unsolvable(optimality.residual());
    }
    return new Outcome(
        StopReason.STALLED,
        "The path ended with a duality gap of %.3g: the problem is too ill-conditioned; try ojalgo-simplex."
            .formatted(optimality.gap()));
  }

  private static L1Candidate unfinished(LassoDescent descent, Outcome outcome) {
    return new L1Candidate(descent.x(), null, outcome);
  }

  private static Outcome stalled(LassoDescent descent) {
    return new Outcome(
        StopReason.STALLED,
        "The path cannot be continued at μ = %s: too many coordinates enter at once; try ojalgo-simplex."
            .formatted(descent.mu()));
  }
}
