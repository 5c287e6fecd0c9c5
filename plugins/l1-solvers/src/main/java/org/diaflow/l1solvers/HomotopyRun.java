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
import org.diaflow.theory.path.LassoWalk;

/** One walk down the lasso path on a working set of columns. */
final class HomotopyRun {

  /** Columns with |a_jᵀr| at least this part of μ are walked on until μ has fallen to it. */
  private static final double NEAR = 0.5;

  /** Relative residual and gap up to which the end of the path is the minimizer. */
  static final double TOLERANCE = 1e-9;

  private final RegressionProblem problem;
  private final IterateListener listener;
  private final Matrix matrix;
  private final WorkingColumns working;
  private final double[] correlations;
  private final Deque<double[]> duals = new ArrayDeque<>();

  HomotopyRun(RegressionProblem problem, IterateListener listener) {
    this.problem = problem;
    this.listener = listener;
    this.matrix = problem.matrix();
    this.working = new WorkingColumns(matrix);
    this.correlations = new double[matrix.columns()];
  }

  L1Candidate solve(Budget budget, double mostCorners) {
    matrix.multiplyTransposed(problem.observations(), correlations);
    double largest = largestCorrelation();
    if (largest == 0) {
      return new L1Candidate(correlations, null, Entrance.unsolvable(1));
    }
    working.select(correlations, NEAR * largest);
    var walk = new LassoWalk(working.matrix(), problem.observations(), working.weights());
    double reach = NEAR * walk.mu();
    for (long corners = 0; corners < mostCorners; corners++) {
      if (budget.exhausted()) {
        return unfinished(walk, Entrance.cancelled());
      }
      double before = walk.mu();
      switch (walk.advance(reach)) {
        case CORNER -> {}
        case REACHED -> reach = lookAtAll(walk);
        case STALLED -> {
          return unfinished(walk, stalled(walk));
        }
        case END -> {
          if (atMinimizer(walk)) {
            return finished(walk);
          }
          walk.rise(before);
          walk.grow(working.matrix(), working.weights());
          reach = lookAtAll(walk);
        }
      }
    }
    return unfinished(
        walk,
        new Outcome(
            StopReason.BUDGET,
            "The path has more than %.0f corners; raise 'corners' or choose another solver."
                .formatted(mostCorners)));
  }

  /** Selects the columns near the bound; returns the μ at which to look again. */
  private double lookAtAll(LassoWalk walk) {
    matrix.multiplyTransposed(walk.residual(), correlations);
    if (working.select(correlations, NEAR * walk.mu())) {
      walk.grow(working.matrix(), working.weights());
    }
    if (matrix instanceof SparseMatrix) {
      duals.addFirst(walk.dual());
    }
    listener.iterate(expand(walk));
    return NEAR * walk.mu();
  }

  /** Whether no other column can improve on the end of the path; selects those that can. */
  private boolean atMinimizer(LassoWalk walk) {
    if (working.complete()) {
      return true;
    }
    Optimality optimality = optimality(walk, expand(walk));
    if (optimality.within(TOLERANCE)) {
      return true;
    }
    if (optimality.residual() > TOLERANCE) {
      matrix.multiplyTransposed(walk.residual(), correlations);
      return !working.select(correlations, NEAR * largestCorrelation());
    }
    matrix.multiplyTransposed(walk.dual(), correlations);
    return !working.select(correlations, 1);
  }

  /**
   * How far the end of the path is from optimal, with the best dual vector. That of the end itself
   * lacks the columns whose coordinates vanish at μ = 0 where rounding lets them leave a little
   * before; of a sparse A, which is not walked a second time, those from higher up are kept.
   */
  private Optimality optimality(LassoWalk walk, double[] x) {
    Optimality best = Optimality.of(problem, x, walk.dual());
    for (double[] dual : duals) {
      if (best.within(TOLERANCE)) {
        return best;
      }
      Optimality other = Optimality.of(problem, x, dual);
      best = other.gap() < best.gap() ? other : best;
    }
    return best;
  }

  private L1Candidate finished(LassoWalk walk) {
    double[] x = expand(walk);
    Optimality optimality = optimality(walk, x);
    Outcome outcome;
    if (optimality.within(TOLERANCE)) {
      outcome = new Outcome(StopReason.CONVERGED, "The lasso path was followed to its end.");
    } else if (optimality.residual() > TOLERANCE) {
      outcome = Entrance.unsolvable(optimality.residual());
    } else {
      outcome =
          new Outcome(
              StopReason.STALLED,
              "The path ended with a duality gap of %.3g: the problem is too ill-conditioned; try ojalgo-simplex."
                  .formatted(optimality.gap()));
    }
    return new L1Candidate(x, optimality.dual(), outcome);
  }

  private L1Candidate unfinished(LassoWalk walk, Outcome outcome) {
    return new L1Candidate(expand(walk), null, outcome);
  }

  private static Outcome stalled(LassoWalk walk) {
    return new Outcome(
        StopReason.STALLED,
        "The path cannot be continued at μ = %s: too many coordinates enter at once; try ojalgo-simplex."
            .formatted(walk.mu()));
  }

  private double largestCorrelation() {
    double largest = 0;
    for (double correlation : correlations) {
      largest = Math.max(largest, Math.abs(correlation));
    }
    return largest;
  }

  private double[] expand(LassoWalk walk) {
    double[] x = new double[matrix.columns()];
    int[] indices = working.indices();
    for (int k = 0; k < walk.x().length; k++) {
      x[indices[k]] = walk.x()[k];
    }
    return x;
  }
}
