package org.diaflow.theory.flow;

import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.link.WallCoordinate;
import org.diaflow.theory.link.internal.StartedLink;
import org.jspecify.annotations.Nullable;

/**
 * Gradient flow in mirror coordinates λ ∈ R^N and rescaled time τ (theory §2, §8), for any start:
 *
 * <p>dλ/dτ = ψ_D(1/α)·(y − A·x), x_j = weight_j·h_D(((Aᵀλ)_j + shift_j)/width_j), from λ = 0,
 *
 * <p>with the constants of {@link StartedLink}; for the uniform start x = α·h_D(Aᵀλ).
 *
 * <p>For D > 2 an entry x of the predictor needs 1 − |s| ≈ (α/x)^(1/p), 1/p = (D−2)/D, which a
 * double s resolves to 1e-16 only: {@link StartedFlow#refined} goes on in coordinates that do.
 *
 * <p>The time is τ = κ_D·t / ψ_D(1/α). For D > 2 the domain is |Aᵀλ + shift| < width entrywise;
 * outside it the right-hand side is NaN. A right-hand side costs 2·N·d multiplications, a Jacobian
 * N²·d/2.
 */
public final class MirrorFlow implements ResolvingFlow {

  private final MirrorProblem problem;
  private final BlockedMatrix matrix;
  private final double[] thresholds;
  private final ExplainingColumns columns;
  private final double[] mirror;
  private final double[] predictor;

  /** The flow of {@code network} on {@code problem}. */
  public MirrorFlow(RegressionProblem problem, DiagonalNetwork network) {
    this.problem = MirrorProblem.of(problem, network);
    this.matrix = new BlockedMatrix(this.problem.matrix());
    this.thresholds = this.problem.thresholds();
    this.columns = new ExplainingColumns(this.problem);
    this.mirror = new double[problem.columns()];
    this.predictor = new double[problem.columns()];
  }

  @Override
  public Chart chart() {
    return Chart.MIRROR;
  }

  @Override
  public int dimension() {
    return problem.rows();
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    predictor(state, predictor);
    matrix.multiply(predictor, derivative);
    double[] observations = problem.observations();
    for (int i = 0; i < derivative.length; i++) {
      derivative[i] = problem.speed() * (observations[i] - derivative[i]);
    }
  }

  @Override
  public void predictor(double[] state, double[] x) {
    matrix.multiplyTransposed(state, mirror);
    Link link = problem.start().link();
    for (int j = 0; j < x.length; j++) {
      x[j] = problem.weights()[j] * link.value(problem.argument(j, mirror[j]));
    }
  }

  @Override
  public void jacobian(double[] state, double[] jacobian) {
    matrix.multiplyTransposed(state, mirror);
    StartedLink start = problem.start();
    for (int j = 0; j < mirror.length; j++) {
      mirror[j] =
          -problem.speed()
              * problem.weights()[j]
              / start.width()[j]
              * start.link().derivative(problem.argument(j, mirror[j]));
    }
    matrix.gram(mirror, jacobian);
  }

  @Override
  public @Nullable SplitFlow refined(double[] state, double[] x) {
    if (problem.start().link().bound() == Double.POSITIVE_INFINITY) {
      MirrorPoint point = point(state);
      MirrorSplit explaining = columns.of(point, x);
      return explaining == null ? null : new SplitFlow(explaining, point);
    }
    for (int j = 0; j < x.length; j++) {
      if (Math.abs(x[j]) > thresholds[j]) {
        MirrorPoint point = point(state);
        var atTheWall = point.atTheWall(problem, MirrorPoint.AtTheWall.NOTHING);
        return atTheWall.independent().length == 0 ? null : SplitFlow.of(problem, point, atTheWall);
      }
    }
    return null;
  }

  private MirrorPoint point(double[] state) {
    matrix.multiplyTransposed(state, mirror);
    double[] arguments = new double[mirror.length];
    double[] wall = new double[mirror.length];
    WallCoordinate coordinate = problem.start().link().wall();
    for (int j = 0; j < mirror.length; j++) {
      arguments[j] = problem.argument(j, mirror[j]);
      wall[j] = coordinate.at(Math.abs(arguments[j]));
    }
    return new MirrorPoint(state.clone(), arguments, wall);
  }
}
