package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.diaflow.api.ExperimentState;
import org.diaflow.engine.Cell;
import org.diaflow.engine.CellResult;
import org.diaflow.engine.CertifiedProblem;
import org.diaflow.engine.ComparisonCell;
import org.diaflow.engine.ExpendableThread;
import org.diaflow.engine.ExperimentPlan;
import org.diaflow.engine.Laboratory;
import org.diaflow.engine.LeftBehindException;
import org.diaflow.engine.PreparedProblem;
import org.diaflow.engine.SolverComparison;
import org.diaflow.engine.Watch;
import org.diaflow.engine.Work;
import org.diaflow.service.compute.NumericalFailure;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.service.experiment.ExperimentStore.Ended;
import org.diaflow.service.experiment.PreparedProblems.Preparation;
import org.diaflow.service.metrics.ExperimentLog;
import org.diaflow.service.metrics.Metrics;
import org.diaflow.service.queue.Lane;
import org.diaflow.service.queue.LaneWork;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StopReason;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Computes the cells of lanes, and writes down what came of them. */
@ApplicationScoped
class Worker implements LaneWork {

  private static final Logger LOG = Logger.getLogger(Worker.class);
  private static final long TURN = Duration.ofSeconds(1).toNanos();
  private static final Duration WHILE_BUSY = Duration.ofMillis(100);
  private static final int MOST_LOST = 5;
  private static final double MOST_TURNS = 4;
  private final Assignments assignments;
  private final PreparedProblems problems;
  private final Laboratory laboratory;
  private final ExperimentStore store;
  private final ExperimentQueries queries;
  private final Fingerprints fingerprints;
  private final Turns turns;
  private final Processors processors;
  private final Metrics metrics;

  Worker(
      Assignments assignments,
      PreparedProblems problems,
      Laboratory laboratory,
      ExperimentStore store,
      ExperimentQueries queries,
      Fingerprints fingerprints,
      Turns turns,
      Processors processors,
      Metrics metrics) {
    this.assignments = assignments;
    this.problems = problems;
    this.laboratory = laboratory;
    this.store = store;
    this.queries = queries;
    this.fingerprints = fingerprints;
    this.turns = turns;
    this.processors = processors;
    this.metrics = metrics;
  }

  @Override
  public Optional<Rest> advance(Lane lane) throws InterruptedException {
    Turn turn = turns.begin(lane.experiment());
    try (Share share = processors.share()) {
      String name = Thread.currentThread().getName() + "-turn";
      return ExpendableThread.run(name, () -> advance(lane, turn, share));
    } catch (LeftBehindException e) {
      return without(lane, turn, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException("The turn failed.", e.getCause());
    } finally {
      turns.end(turn);
    }
  }

  private Optional<Rest> advance(Lane lane, Turn turn, Share share) throws InterruptedException {
    try (var about = ExperimentLog.about(lane.experiment())) {
      return queries.running(lane.experiment(), lane.generation())
              || store.begin(lane.experiment(), lane.generation())
          ? compute(lane, turn, share)
          : Optional.empty();
    }
  }

  /** What is left of a lane after a plug-in did not return: its cell has failed. */
  private Optional<Rest> without(Lane lane, Turn turn, LeftBehindException plugin)
      throws InterruptedException {
    CellActivity stuck = turn.now();
    if (stuck != null && !turn.exhausted()) {
      ExperimentContext work = assignments.of(lane.experiment());
      Work cell = work.setup().plan().cell(stuck.index());
      CellResult result = failed(String.valueOf(plugin.getMessage()));
      var results = new Results(store, lane.experiment());
      results.add(computed(cell, work, result, null));
      results.write(turn);
    }
    return Optional.of(new Rest(lane, WHILE_BUSY, false));
  }

  private Optional<Rest> compute(Lane lane, Turn turn, Share share) throws InterruptedException {
    try {
      ExperimentContext work = assignments.of(lane.experiment());
      return compute(lane, work, turn, share);
    } catch (ProblemException e) {
      store.move(
          lane.experiment(), ExperimentStore.UNDER_WAY, ExperimentState.FAILED, e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Rest> compute(Lane lane, ExperimentContext work, Turn turn, Share share)
      throws InterruptedException {
    Set<Integer> ended = queries.ended(lane.experiment(), lane.from(), lane.to());
    var results = new Results(store, lane.experiment());
    var known = new KnownResults(work, fingerprints, queries, lane.to(), ended);
    known.lookUp(lane.from());
    int index = lane.from();
    Duration pause = Duration.ZERO;
    for (; index < lane.to() && !over(lane, index, share) && !turn.exhausted(); index++) {
      if (ended.contains(index)) {
        continue;
      }
      Work cell = work.setup().plan().cell(index);
      Optional<Ended> result = Optional.empty();
      if (index == lane.from() && lane.lost() >= MOST_LOST) {
        result = Optional.of(computed(cell, work, lost(lane.lost()), null));
      } else if (share.take(turn)) {
        result = ended(cell, work, known, turn);
      }
      if (result.isEmpty()) {
        pause = WHILE_BUSY;
        break;
      }
      results.add(result.get());
      if (results.due()) {
        share.giveBack();
        results.write(turn);
      }
    }
    share.giveBack();
    results.write(turn);
    if (index == lane.to() || !results.wanted()) {
      return Optional.empty();
    }
    double turnsLeft = (double) (lane.to() - index) / Math.max(1, index - lane.from());
    boolean split = turnsLeft > MOST_TURNS && work.setup().plan() instanceof ExperimentPlan;
    return Optional.of(new Rest(lane.from(index), pause, split && pause.isZero()));
  }

  // A problem that is nearly done is done with, lest another worker prepare it once more.
  private static boolean over(Lane lane, int index, Share share) {
    int left = lane.leftOfProblem(index);
    boolean nearlyDone = left > 0 && left <= index - lane.from();
    return share.spent() > (nearlyDone ? 2 * TURN : TURN);
  }

  /** A cell that has ended; nothing if its time has not come, or the turn was told to end. */
  private Optional<Ended> ended(Work cell, ExperimentContext work, KnownResults known, Turn turn) {
    turn.begin(cell.index());
    try {
      return switch (problems.of(work, work.problem(cell), turn)) {
        case Preparation.Busy busy -> Optional.empty();
        case Preparation.Refused refused ->
            Optional.of(computed(cell, work, failed(refused.reason()), null));
        case Preparation.Ready ready -> {
          Optional<StoredCell> there = known.of(cell);
          yield there.isPresent()
              ? Optional.of(new Ended.Known(cell, there.get()))
              : result(cell, ready.problem(), work, turn)
                  .map(
                      result -> computed(cell, work, result, known.fingerprint(cell).orElse(null)));
        }
      };
    } finally {
      turn.end();
    }
  }

  private Ended computed(
      Work cell, ExperimentContext work, CellResult result, @Nullable UUID fingerprint) {
    metrics.cellEnded(cell.engineId(), result.outcome().reason().wireName(), result.seconds());
    return new Ended.Computed(cell, work.problem(cell).problem, result, fingerprint);
  }

  /** What came of a cell; nothing if the turn was told to end before. */
  private Optional<CellResult> result(
      Work cell, PreparedProblem problem, ExperimentContext work, Turn turn) {
    CellResult result;
    try {
      result = compute(cell, problem, work.setup(), turn);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.errorf(e, "Cell %d of experiment %s failed.", cell.index(), work.experiment());
      result =
          NumericalFailure.is(e)
              ? CellResult.nothing(
                  new Outcome(StopReason.STALLED, NumericalFailure.sentence("This cell")))
              : failed(
                  "Diaflow failed unexpectedly: %s. Please report it with the document."
                      .formatted(e));
    }
    boolean cutShort =
        result.comparison() != null || result.outcome().reason() != StopReason.CONVERGED;
    return turn.exhausted() && cutShort ? Optional.empty() : Optional.of(result);
  }

  private CellResult compute(Work cell, PreparedProblem problem, Setup setup, Turn turn) {
    return switch (problem) {
      case CertifiedProblem certified -> flow((Cell) cell, certified, setup, turn);
      case SolverComparison comparison ->
          CellResult.of(
              comparison.run(((ComparisonCell) cell).solver(), setup.stop().seconds(), turn));
      default ->
          throw new IllegalStateException("No cell is computed on a " + problem.getClass() + ".");
    };
  }

  private CellResult flow(Cell cell, CertifiedProblem problem, Setup setup, Turn turn) {
    Watch watch =
        Watch.adaptive(
            setup.observables(), (time, values) -> turn.sampled(cell.index(), time, values));
    return laboratory.run(cell, problem, setup.stop(), watch, turn);
  }

  private static CellResult lost(int times) {
    return failed(
        ("%d processes in a row ended while they computed this cell; look into their logs, for"
                + " want of memory for instance.")
            .formatted(times));
  }

  private static CellResult failed(String advice) {
    return CellResult.nothing(new Outcome(StopReason.PLUGIN_ERROR, advice));
  }
}
