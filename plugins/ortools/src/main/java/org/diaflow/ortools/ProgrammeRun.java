package org.diaflow.ortools;

import com.google.ortools.modelbuilder.ModelSolverHelper;
import com.google.ortools.modelbuilder.SolveStatus;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;

/**
 * One run of one of OR-Tools' solvers.
 *
 * @param solver its name in OR-Tools
 * @param settings its parameters as protocol buffer text
 * @param task what is asked
 */
record ProgrammeRun(String solver, String settings, L1Task task) {

  /** The parameter that limits a run whose budget does not. */
  static final ParameterSpec SECONDS =
      new ParameterSpec(
          "seconds", 0.1, 600, 60, false, "s", "Time after which the solver gives up.");

  L1Candidate solve() {
    RegressionProblem problem = task.problem();
    if (task.budget().exhausted()) {
      return nothing(cancelled());
    }
    Applicability library = NativeLibrary.state();
    if (!library.applicable()) {
      return nothing(new Outcome(StopReason.UNSUPPORTED, String.valueOf(library.reason())));
    }
    if (!finite(problem.matrix().values()) || !finite(problem.observations())) {
      return nothing(
          new Outcome(
              StopReason.NON_FINITE,
              "The matrix or the observations have an entry that is not a finite number; give finite numbers only."));
    }
    if (Arrays.stream(problem.observations()).allMatch(value -> value == 0)) {
      return new L1Candidate(
          new double[problem.columns()],
          new double[problem.rows()],
          new Outcome(StopReason.CONVERGED, "y = 0: the minimizer is 0."));
    }
    var told = new AtomicBoolean();
    L1Candidate candidate =
        NativeCall.of(solver, helper -> solve(helper, told)).within(task.budget(), told);
    return candidate == null ? nothing(cancelled()) : candidate;
  }

  private L1Candidate solve(ModelSolverHelper helper, AtomicBoolean told) {
    try (var programme = new Programme(task.problem())) {
      helper.setTimeLimitInSeconds(seconds());
      helper.setSolverSpecificParameters(settings);
      long start = System.nanoTime();
      helper.solve(programme.model());
      boolean timeIsUp = System.nanoTime() - start >= seconds() * 1e9;
      Outcome outcome = outcome(helper, told.get(), timeIsUp);
      double[] x = programme.minimizer(helper);
      double[] dual = programme.dual(helper);
      return finite(x) && finite(dual) ? new L1Candidate(x, dual, outcome) : nothing(outcome);
    }
  }

  /** An unfinished run knows nothing of solvability: whether it was ended is asked first. */
  private Outcome outcome(ModelSolverHelper helper, boolean told, boolean timeIsUp) {
    SolveStatus status = helper.getStatus();
    if (status == SolveStatus.OPTIMAL) {
      return new Outcome(StopReason.CONVERGED, "%s says it is optimal.".formatted(solver));
    }
    if (told) {
      return cancelled();
    }
    if (timeIsUp) {
      return new Outcome(
          StopReason.BUDGET,
          "%s was not finished after %s s; raise '%s'."
              .formatted(solver, seconds(), SECONDS.name()));
    }
    if (status == SolveStatus.INFEASIBLE) {
      return new Outcome(
          StopReason.STALLED,
          "%s says that A·x = y has no solution; check the observations.".formatted(solver));
    }
    return new Outcome(
        StopReason.STALLED,
        "%s ended with state %s %s: A·x = y may have no solution, or the problem is ill-conditioned; check the observations or try another solver."
            .formatted(solver, status, helper.getStatusString()));
  }

  private double seconds() {
    return task.parameters().get(SECONDS.name());
  }

  private L1Candidate nothing(Outcome outcome) {
    return new L1Candidate(new double[task.problem().columns()], null, outcome);
  }

  private static Outcome cancelled() {
    return new Outcome(StopReason.CANCELLED, "The budget ended the run; allow more time.");
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
