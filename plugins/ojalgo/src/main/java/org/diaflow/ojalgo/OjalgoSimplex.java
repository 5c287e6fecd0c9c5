package org.diaflow.ojalgo;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.type.CalendarDateDuration;
import org.ojalgo.type.CalendarDateUnit;

/**
 * Basis pursuit as a linear programme on ojAlgo's dual simplex: with x = p − q,
 *
 * <p>min Σ(p + q) subject to A(p − q) = y, p, q ≥ 0.
 *
 * <p>Rows and y are first divided by powers of two, so that rows of size 1e±100 survive side by
 * side; within a row, entries 1e16 times smaller than its largest count as zeros. The answer is a
 * vertex: at most N nonzero entries. The run ends between two pivots when {@code seconds} are over
 * or the budget is exhausted.
 */
public final class OjalgoSimplex implements L1Solver {

  private static final String SECONDS = "seconds";
  private static final int MOST_ENTRIES = 4_000_000;

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "ojalgo-simplex",
          OjalgoPlugin.VERSION,
          "Basis pursuit as a linear programme, solved by ojAlgo's dual simplex method.",
          List.of("exact", "vertex"),
          List.of(
              new ParameterSpec(
                  SECONDS, 0.1, 3600, 120, false, "s", "Time after which the simplex gives up.")),
          List.of(
              new Citation(
                  "S. Chen, D. Donoho, M. Saunders, Atomic decomposition by basis pursuit, SIAM"
                      + " Review 43 (2001), section 3.1",
                  "https://doi.org/10.1137/S003614450037906X")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    long entries = (long) problem.rows() * problem.columns();
    return entries <= MOST_ENTRIES
        ? Applicability.yes()
        : Applicability.no(
            "ojalgo-simplex takes matrices of up to %d entries, this one has %d; use a first-order method."
                .formatted(MOST_ENTRIES, entries));
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    Budget budget = task.budget();
    if (budget.exhausted()) {
      return new L1Candidate(new double[task.problem().columns()], null, cancelled());
    }
    double seconds = task.parameters().get(SECONDS);
    var options = new Optimisation.Options();
    options.abort(new CalendarDateDuration(Math.round(seconds * 1e3), CalendarDateUnit.MILLIS));
    var program = new ScaledProgram(task.problem());
    long start = System.nanoTime();
    Optimisation.Result result = Interruptible.call(() -> program.solve(options), budget);
    boolean timeIsUp = System.nanoTime() - start >= seconds * 1e9;
    Optimisation.State state =
        program.endedTooEarly(result) ? Optimisation.State.APPROXIMATE : result.getState();
    return new L1Candidate(
        program.minimizer(result),
        state.isOptimal() ? program.dual(result) : null,
        outcome(state, budget.exhausted(), timeIsUp, seconds));
  }

  /** An unfinished run knows nothing of solvability: whether it was ended is asked first. */
  private static Outcome outcome(
      Optimisation.State state, boolean exhausted, boolean timeIsUp, double seconds) {
    if (state.isOptimal()) {
      return new Outcome(StopReason.CONVERGED, "ojAlgo state " + state + ".");
    }
    if (exhausted) {
      return cancelled();
    }
    if (timeIsUp) {
      return new Outcome(
          StopReason.BUDGET,
          "The simplex was not finished after %s s; raise '%s'.".formatted(seconds, SECONDS));
    }
    return new Outcome(
        StopReason.STALLED,
        "ojAlgo ended with state %s: A·x = y may have no solution, or rounding has won; check the observations or try another solver."
            .formatted(state));
  }

  private static Outcome cancelled() {
    return new Outcome(StopReason.CANCELLED, "The budget ended the run; allow more time.");
  }
}
