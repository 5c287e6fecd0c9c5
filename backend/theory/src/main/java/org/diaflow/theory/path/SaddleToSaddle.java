package org.diaflow.theory.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * The path of gradient flow as α → 0 in rescaled time τ: x rests at a saddle and jumps to the next
 * (theory §8; S. Pesme, N. Flammarion, NeurIPS 2023, Algorithm 1).
 *
 * <p>With q(0) = 0, q' = −∇L(x): when some q_i reaches ±1, x becomes the minimizer of L over {q_i
 * x_i ≥ 0 where |q_i| = 1, x_i = 0 elsewhere}. It ends at the ℓ¹ minimizer. The path is the same
 * for every depth but for one thing: where the loss has several minimizers of this kind, because
 * columns depend on each other, x is the one that the flow of the depth selects. All of them have
 * the same gradient, so the times of the jumps never depend on depth.
 *
 * <p>Every double is a rational number, and small problems are walked in exact arithmetic: what is
 * tied is tied, and the conditions of the path hold exactly. Problems too large for that are walked
 * in doubles, checked against the conditions of the path coordinate by coordinate, and refused
 * where doubles cannot tell. The path ends where Ax = y holds. If A or y have so many digits that
 * they were rounded, it ends where Ax = y holds up to that, and jumps at times that doubles do not
 * tell apart, as when rounding breaks a tie by 1e-17, are one jump: the last.
 */
public final class SaddleToSaddle {

  private SaddleToSaddle() {}

  /**
   * A jump.
   *
   * @param time rescaled time τ of the jump
   * @param x where the path rests from then on, length d
   * @param unique whether x is the only minimizer of the loss there, the same for every depth; in
   *     doubles, whether it is known to be
   */
  public record Jump(double time, double[] x, boolean unique) {}

  /** The jumps for D = 2 without a limit of time. */
  public static List<Jump> path(RegressionProblem problem) {
    return path(problem, 2, Budget.UNLIMITED);
  }

  /**
   * The jumps in order; before the first one x = 0.
   *
   * @param depth D ≥ 2
   * @throws IllegalStateException where the path is refused, with the reason in a sentence
   * @throws CancellationException once the budget, asked at every jump, is exhausted
   */
  public static List<Jump> path(RegressionProblem problem, double depth, Budget budget) {
    DenseMatrix matrix = LinearAlgebra.dense(problem);
    double[] y = problem.observations();
    return ExactOrRounded.path(
        matrix,
        y,
        budget,
        (integers, work) -> rounded(integers, ExactPlateaus.of(matrix, y, integers, work), depth),
        () -> RoundedPlateaus.of(matrix, y, depth, budget));
  }

  private static List<Jump> rounded(
      IntegerProblem problem, List<ExactPlateaus.Plateau> plateaus, double depth) {
    int exponent = problem.observationExponent() - problem.matrixExponent();
    int timeExponent = -problem.observationExponent() - problem.matrixExponent();
    var jumps = new ArrayList<Jump>();
    for (ExactPlateaus.Plateau plateau : plateaus) {
      double[] x =
          plateau.unique()
              ? Arrays.stream(plateau.x()).mapToDouble(v -> v.doubleValue(exponent)).toArray()
              : SelectedRest.of(problem, plateau.x(), exponent, depth);
      jumps.add(new Jump(plateau.time().doubleValue(timeExponent), x, plateau.unique()));
    }
    return problem.rounded() ? withoutTwins(jumps) : jumps;
  }

  private static List<Jump> withoutTwins(List<Jump> jumps) {
    var apart = new ArrayList<Jump>();
    for (Jump jump : jumps) {
      if (!apart.isEmpty()
          && ExactOrRounded.indistinguishable(apart.getLast().time(), jump.time())) {
        apart.removeLast();
      }
      apart.add(jump);
    }
    return apart;
  }
}
