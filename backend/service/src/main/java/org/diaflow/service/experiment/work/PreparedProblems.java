package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diaflow.engine.plan.Cell;
import org.diaflow.engine.plugin.SolverFailedException;
import org.diaflow.service.compute.NumericalFailure;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.kind.Prepared;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredSeed;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.jboss.logging.Logger;

/**
 * The last few problems that this process has certified for experiments. A problem is certified by
 * one worker; others go and do something else meanwhile.
 */
@ApplicationScoped
class PreparedProblems {

  private static final Logger LOG = Logger.getLogger(PreparedProblems.class);

  private static final int KEPT = 32;

  /** Entries of all matrices kept; limits keep a dozen numbers for each. */
  private static final long MOST_ENTRIES = 32_000_000;

  private final ProblemStore problems;
  private final ExperimentStore store;
  private final Map<Key, Preparation> known = new LinkedHashMap<>(KEPT, 0.75f, true);

  private record Key(String experiment, int position) {}

  /** Where the preparation of a problem stands. */
  sealed interface Preparation {

    /** Somebody is at it. */
    record Busy() implements Preparation {}

    /** Its cells can be computed. */
    record Ready(Prepared problem, long entries) implements Preparation {}

    /** Its cells cannot be computed, and why. */
    record Refused(String reason) implements Preparation {}
  }

  PreparedProblems(ProblemStore problems, ExperimentStore store) {
    this.problems = problems;
    this.store = store;
  }

  /** The problem of {@code cell}, prepared now if nobody has; busy also once budget is over. */
  Preparation of(ExperimentContext context, Cell cell, Budget budget) {
    var key = new Key(context.experiment(), cell.problem().position());
    synchronized (known) {
      Preparation present = known.putIfAbsent(key, new Preparation.Busy());
      if (present != null) {
        return present;
      }
    }
    Preparation result = new Preparation.Busy();
    try {
      result = prepare(context, cell, budget);
    } finally {
      keep(key, result);
    }
    return result;
  }

  private void keep(Key key, Preparation result) {
    synchronized (known) {
      if (result instanceof Preparation.Busy) {
        known.remove(key);
        return;
      }
      known.put(key, result);
      var eldest = known.entrySet().iterator();
      while (known.size() > KEPT || (entries() > MOST_ENTRIES && known.size() > 1)) {
        if (!(eldest.next().getValue() instanceof Preparation.Busy)) {
          eldest.remove();
        }
        if (!eldest.hasNext()) {
          return;
        }
      }
    }
  }

  private long entries() {
    return known.values().stream()
        .mapToLong(p -> p instanceof Preparation.Ready ready ? ready.entries() : 0)
        .sum();
  }

  private Preparation prepare(ExperimentContext context, Cell cell, Budget budget) {
    StoredSeed stored = context.problem(cell);
    ExperimentDefinition definition = context.definition();
    try {
      RegressionProblem problem =
          stored.problem == null
              ? definition.generated(cell.problem())
              : await(problems.get(stored.problem)).problem();
      Prepared prepared = definition.kind().prepare(problem, definition, budget);
      if (budget.exhausted()) {
        return new Preparation.Busy();
      }
      if (!prepared.predictions().isEmpty()) {
        await(store.savePredictions(stored, prepared.predictions()));
      }
      RegressionProblem fresh = definition.fresh(cell.problem());
      return new Preparation.Ready(
          fresh == null ? prepared : prepared.withFreshRows(fresh.matrix()),
          (long) problem.rows() * problem.columns());
    } catch (SolverFailedException | UnsolvableProblemException e) {
      return budget.exhausted()
          ? new Preparation.Busy()
          : new Preparation.Refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (!NumericalFailure.is(e)) {
        throw e;
      }
      LOG.warnf(
          e,
          "Problem %d of experiment %s cannot be prepared.",
          cell.problem().position(),
          context.experiment());
      return new Preparation.Refused(NumericalFailure.sentence("The problem of this cell"));
    }
  }
}
