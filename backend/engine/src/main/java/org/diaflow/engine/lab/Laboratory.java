package org.diaflow.engine.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diaflow.engine.flow.FlowDriver;
import org.diaflow.engine.flow.FlowRun;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.flow.RecordingPlan;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plugin.PluginGuard;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.engine.plugin.SolverFailedException;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.certificate.MinimizerDistance;
import org.diaflow.theory.limit.EffectiveStart;
import org.diaflow.theory.limit.GeneralLimit;
import org.jspecify.annotations.Nullable;

/**
 * The runner and judge of plug-ins: from a problem to a certified minimizer, from a cell to its
 * numbers. Stateless and thread-safe; every call works in the calling thread or waits in it.
 */
public final class Laboratory {

  /** Disagreement with the exact limit up to which a flow counts as arrived. */
  private static final double AGREEMENT = 1e-6;

  /**
   * Lets {@code solver} find the ℓ¹ minimizer of {@code problem} and judges the vector.
   *
   * @throws org.diaflow.theory.UnsolvableProblemException if A·x = y has no solution or y = 0
   * @throws SolverFailedException if the solver refuses, throws, hangs or returns nonsense
   */
  public CertifiedProblem certify(RegressionProblem problem, SolverChoice solver, Budget budget) {
    var certifier = new Certifier(problem);
    L1Candidate candidate = candidate(problem, solver, budget);
    Certification certification = certifier.certify(candidate.x(), usableDual(problem, candidate));
    String id = solver.solver().descriptor().id();
    return new CertifiedProblem(problem, certification, id);
  }

  private static L1Candidate candidate(
      RegressionProblem problem, SolverChoice choice, Budget budget) {
    String id = choice.solver().descriptor().id();
    L1Candidate candidate;
    try {
      Applicability applicability = choice.solver().supports(problem);
      if (!applicability.applicable()) {
        throw new SolverFailedException(
            "ℓ¹ solver '%s' cannot take this problem: %s".formatted(id, applicability.reason()));
      }
      var task = new L1Task(problem, choice.parameters(), budget);
      candidate =
          PluginGuard.apart(id, budget, () -> choice.solver().solve(task, IterateListener.NONE));
    } catch (PluginGuard.Failure failure) {
      throw new SolverFailedException(String.valueOf(failure.getMessage()));
    } catch (LinkageError broken) {
      throw new SolverFailedException(
          "Plug-in '%s' threw %s; remove or repair it.".formatted(id, broken));
    }
    double[] x = candidate.x();
    if (x.length != problem.columns() || !Arrays.stream(x).allMatch(Double::isFinite)) {
      throw new SolverFailedException(
          "ℓ¹ solver '%s' returned no finite vector of length %d (%s: %s); try another solver."
              .formatted(
                  id,
                  problem.columns(),
                  candidate.outcome().reason().wireName(),
                  candidate.outcome().advice()));
    }
    return candidate;
  }

  private static double @Nullable [] usableDual(RegressionProblem problem, L1Candidate candidate) {
    double[] dual = candidate.dual();
    return dual != null
            && dual.length == problem.rows()
            && Arrays.stream(dual).allMatch(Double::isFinite)
        ? dual
        : null;
  }

  /** The exact limit for {@code network}, with bounds and predictions. */
  public LimitResult limit(CertifiedProblem problem, DiagonalNetwork network) {
    return problem.limit(network);
  }

  /**
   * The same on a path that has passed the scales {@code before}, as {@link
   * org.diaflow.engine.plan.ScalePath} says: with those known, a few Newton steps.
   */
  public LimitResult limit(CertifiedProblem problem, DiagonalNetwork network, List<Double> before) {
    return problem.limit(network, before);
  }

  /** Computes {@code cell} and records nothing along the way. */
  public CellResult run(FlowCell cell, CertifiedProblem problem, StopCriteria stop, Budget budget) {
    return run(cell, problem, stop, RecordingPlan.NOTHING, budget);
  }

  /** Computes {@code cell}; faults of a plug-in become the cell's outcome. */
  public CellResult run(
      FlowCell cell,
      CertifiedProblem problem,
      StopCriteria stop,
      RecordingPlan recording,
      Budget budget) {
    long start = System.nanoTime();
    if (cell.engine().integrator() == null) {
      LimitResult limit = problem.limit(cell.network(), cell.before());
      return limitCell(problem, cell.network(), limit, seconds(start));
    }
    LimitResult limit = problem.limit(cell.network());
    long flowStart = System.nanoTime();
    var run =
        new FlowRun(
            problem.problem(),
            cell.network(),
            stop,
            recording,
            limit.x(),
            problem.distance(),
            x -> problem.state(cell.network(), x, null, limit.x()));
    var driver = new FlowDriver(run, cell.engine().integrator(), onceExhausted(budget));
    FlowDriver.End end = driver.drive(cell.engine().integrator(), cell.engine().parameters());
    return flowCell(problem, cell.network(), limit, end, stop, seconds(flowStart));
  }

  /** The certificate of {@code problem} as the result of a cell. */
  public CellResult certificate(CertifiedProblem problem, double seconds) {
    Certificate certificate = problem.certificate();
    Outcome outcome =
        certificate.optimal()
            ? new Outcome(StopReason.CONVERGED, "The judge confirms the minimizer.")
            : new Outcome(StopReason.STALLED, String.valueOf(certificate.reason()));
    double[] x = certificate.minimizer();
    double[] none = certificate.unique() ? new double[x.length] : null;
    return new CellResult.Certified(
        outcome, seconds, certificate, problem.state(null, x, none, null));
  }

  private static CellResult limitCell(
      CertifiedProblem problem, DiagonalNetwork network, LimitResult limit, double seconds) {
    Outcome outcome;
    if (limit.x() != null) {
      String sentence =
          String.format(
              Locale.ROOT,
              "%d Newton steps, relative accuracy %.0e.",
              limit.iterations(),
              limit.accuracy());
      outcome =
          new Outcome(
              StopReason.CONVERGED,
              limit.errorL1() == null ? sentence + " " + limit.reason() : sentence);
    } else {
      StopReason reason = limit.accuracy() == null ? StopReason.UNSUPPORTED : StopReason.STALLED;
      outcome = new Outcome(reason, String.valueOf(limit.reason()));
    }
    double[] x = limit.x();
    return new CellResult.Limit(
        outcome,
        seconds,
        problem.certificate(),
        limit,
        x == null ? null : problem.state(network, x, limit.error(), x));
  }

  private static CellResult flowCell(
      CertifiedProblem problem,
      DiagonalNetwork network,
      LimitResult limit,
      FlowDriver.End end,
      StopCriteria stop,
      double seconds) {
    double[] x = end.predictor();
    MinimizerDistance distance = problem.distance();
    Double error = x == null || distance == null ? null : (Double) distance.of(x);
    Double exact = limit.errorL1();
    Double disagreement =
        error == null || exact == null || exact == 0 ? null : Math.abs(error - exact) / exact;
    FlowSummary summary = summary(problem.problem(), end);
    boolean arrived = stop.distance() > 0 && end.residual() > stop.residual();
    Double apart =
        end.effective() != null
            ? summary.projectionError()
            : disagreement == null ? fromLimit(x, limit.x()) : disagreement;
    return new CellResult.Flow(
        arrived ? end.outcome() : agreed(end.outcome(), apart, end.effective() != null),
        seconds,
        problem.certificate(),
        limit,
        x == null ? null : problem.state(network, x, null, limit.x()),
        error,
        disagreement,
        x == null ? null : end.residual(),
        summary);
  }

  /** ‖x − x^∞‖₁ / ‖x^∞‖₁, for minimizers that are not unique; null where either is not known. */
  private static @Nullable Double fromLimit(double @Nullable [] x, double @Nullable [] limit) {
    return x == null || limit == null
        ? null
        : (Double) (Vectors.distance1(x, limit) / Vectors.norm1(limit));
  }

  private static FlowSummary summary(RegressionProblem problem, FlowDriver.End end) {
    EffectiveStart effective = end.effective();
    double[] x = end.predictor();
    Double projectionError = null;
    if (effective != null && x != null && Arrays.stream(x).allMatch(Double::isFinite)) {
      try {
        GeneralLimit projection = effective.projection(problem);
        if (projection.limit().reached()) {
          projectionError = Vectors.distance1(x, projection.x()) / Vectors.norm1(projection.x());
        }
      } catch (UnsolvableProblemException none) {
        projectionError = null;
      }
    }
    return new FlowSummary(
        end.steps(),
        end.time(),
        effective == null ? null : effective.scale(),
        projectionError,
        end.trajectory(),
        null);
  }

  /**
   * An outcome that says converged only where the end is the one theory knows.
   *
   * @param apart relative distance from there, or null where it is not known
   * @param discrete whether the method ends in its own projection rather than in the flow's limit
   */
  private static Outcome agreed(Outcome outcome, @Nullable Double apart, boolean discrete) {
    if (outcome.reason() != StopReason.CONVERGED || apart == null || apart <= AGREEMENT) {
      return outcome;
    }
    String sentence =
        discrete
            ? " Its end is %.1e from its own projection, so it has not arrived; run it to a smaller"
                + " residual."
            : " It is still %.1e from the exact limit, so it has not arrived; run it to a smaller"
                + " residual, or take the exact limit.";
    return new Outcome(
        StopReason.STALLED, outcome.advice() + String.format(Locale.ROOT, sentence, apart));
  }

  /** A budget that, once exhausted, stays so, and is not asked again. */
  private static Budget onceExhausted(Budget budget) {
    var exhausted = new AtomicBoolean();
    return () -> {
      if (!exhausted.get() && budget.exhausted()) {
        exhausted.set(true);
      }
      return exhausted.get();
    };
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
