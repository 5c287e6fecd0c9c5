package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.diaflow.api.ExperimentState;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.measure.Measures;
import org.diaflow.engine.plan.Cell;
import org.diaflow.engine.plugin.AbandonableThread;
import org.diaflow.engine.plugin.PluginHungException;
import org.diaflow.service.compute.NumericalFailure;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.kind.ExperimentKind;
import org.diaflow.service.experiment.kind.Prepared;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.ExperimentStore.CellOutcome;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.work.PreparedProblems.Preparation;
import org.diaflow.service.metrics.ExperimentLog;
import org.diaflow.service.metrics.Metrics;
import org.diaflow.service.queue.CellRange;
import org.diaflow.service.queue.CellRangeWork;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StopReason;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A worker: it computes the cells of a range for about a second and writes the results down. */
@ApplicationScoped
class Worker implements CellRangeWork {

  private static final Logger LOG = Logger.getLogger(Worker.class);
  private static final long SLICE = Duration.ofSeconds(1).toNanos();
  private static final Duration WHILE_BUSY = Duration.ofMillis(100);
  private static final Duration FOR_LATER_VERSIONS = Duration.ofSeconds(10);
  private static final int MOST_LOST = 5;
  private static final double MOST_SLICES = 4;
  private final ExperimentContexts contexts;
  private final PreparedProblems problems;
  private final Measures measures;
  private final ExperimentStore store;
  private final ExperimentQueries queries;
  private final Fingerprints fingerprints;
  private final ActiveSlices slices;
  private final CpuPermits permits;
  private final Metrics metrics;

  Worker(
      ExperimentContexts contexts,
      PreparedProblems problems,
      Measures measures,
      ExperimentStore store,
      ExperimentQueries queries,
      Fingerprints fingerprints,
      ActiveSlices slices,
      CpuPermits permits,
      Metrics metrics) {
    this.contexts = contexts;
    this.problems = problems;
    this.measures = measures;
    this.store = store;
    this.queries = queries;
    this.fingerprints = fingerprints;
    this.slices = slices;
    this.permits = permits;
    this.metrics = metrics;
  }

  @Override
  public Optional<Remainder> advance(CellRange range) throws InterruptedException {
    WorkSlice slice = slices.begin(range.experiment());
    try (CpuPermit permit = permits.permit()) {
      String name = Thread.currentThread().getName() + "-slice";
      return AbandonableThread.run(name, () -> advance(range, slice, permit));
    } catch (PluginHungException e) {
      return afterHungPlugin(range, slice, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException("The work slice failed.", e.getCause());
    } finally {
      slices.end(slice);
    }
  }

  private Optional<Remainder> advance(CellRange range, WorkSlice slice, CpuPermit permit)
      throws InterruptedException {
    try (var about = ExperimentLog.about(range.experiment())) {
      return await(queries.running(range.experiment(), range.generation()))
              || await(store.begin(range.experiment(), range.generation()))
          ? compute(range, slice, permit)
          : Optional.empty();
    }
  }

  /** The remainder of a range after a plug-in did not return: its cell has failed. */
  private Optional<Remainder> afterHungPlugin(
      CellRange range, WorkSlice slice, PluginHungException plugin) throws InterruptedException {
    CellActivity stuck = slice.now();
    if (stuck != null && !slice.exhausted()) {
      ExperimentContext context = await(contexts.of(range.experiment()));
      Cell cell = context.definition().plan().cell(stuck.index());
      CellResult result = failed(String.valueOf(plugin.getMessage()));
      var results = new ResultBuffer(store, range.experiment());
      results.add(computed(cell, context, result, null));
      results.write(slice);
    }
    return Optional.of(new Remainder(range, WHILE_BUSY, false));
  }

  private Optional<Remainder> compute(CellRange range, WorkSlice slice, CpuPermit permit)
      throws InterruptedException {
    try {
      ExperimentContext context = await(contexts.of(range.experiment()));
      return compute(range, context, slice, permit);
    } catch (LaterFormatException e) {
      LOG.info(e.getMessage());
      return Optional.of(new Remainder(range, FOR_LATER_VERSIONS, false));
    } catch (ApiException e) {
      await(
          store.move(
              range.experiment(),
              ExperimentStore.UNDER_WAY,
              ExperimentState.FAILED,
              e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Remainder> compute(
      CellRange range, ExperimentContext context, WorkSlice slice, CpuPermit permit)
      throws InterruptedException {
    Set<Integer> ended = await(queries.ended(range.experiment(), range.from(), range.to()));
    var results = new ResultBuffer(store, range.experiment());
    var known = new ResultReuse(context, fingerprints, queries, range.to(), ended);
    known.lookUp(range.from());
    int index = range.from();
    Duration pause = Duration.ZERO;
    for (; index < range.to() && !over(range, index, permit) && !slice.exhausted(); index++) {
      if (ended.contains(index)) {
        continue;
      }
      Cell cell = context.definition().plan().cell(index);
      Optional<CellOutcome> result = Optional.empty();
      if (index == range.from() && range.lost() >= MOST_LOST) {
        result = Optional.of(computed(cell, context, lost(range.lost()), null));
      } else if (permit.take(slice)) {
        result = ended(cell, context, known, slice);
      }
      if (result.isEmpty()) {
        pause = WHILE_BUSY;
        break;
      }
      results.add(result.get());
      if (results.due()) {
        permit.release();
        results.write(slice);
      }
    }
    permit.release();
    results.write(slice);
    if (index == range.to() || !results.stillUnderWay()) {
      return Optional.empty();
    }
    double slicesLeft = (double) (range.to() - index) / Math.max(1, index - range.from());
    boolean split =
        slicesLeft > MOST_SLICES && !context.definition().kind().description().oneAtATime();
    return Optional.of(new Remainder(range.from(index), pause, split && pause.isZero()));
  }

  // A problem that is nearly done is finished, so that no other worker prepares it once more.
  private static boolean over(CellRange range, int index, CpuPermit permit) {
    int left = range.leftOfProblem(index);
    boolean nearlyDone = left > 0 && left <= index - range.from();
    return permit.spent() > (nearlyDone ? 2 * SLICE : SLICE);
  }

  /**
   * The outcome of a cell; nothing if its problem is not prepared yet, or the slice was stopped.
   */
  private Optional<CellOutcome> ended(
      Cell cell, ExperimentContext context, ResultReuse known, WorkSlice slice) {
    slice.begin(cell.index());
    try {
      return switch (problems.of(context, cell, slice)) {
        case Preparation.Busy busy -> Optional.empty();
        case Preparation.Refused refused ->
            Optional.of(computed(cell, context, failed(refused.reason()), null));
        case Preparation.Ready ready -> {
          Optional<StoredCell> there = known.of(cell);
          yield there.isPresent()
              ? Optional.of(new CellOutcome.Known(cell, context.problem(cell).problem, there.get()))
              : result(cell, ready.problem(), context, slice)
                  .map(
                      result ->
                          computed(cell, context, result, known.fingerprint(cell).orElse(null)));
        }
      };
    } finally {
      slice.end();
    }
  }

  private CellOutcome computed(
      Cell cell, ExperimentContext context, CellResult result, @Nullable UUID fingerprint) {
    metrics.cellEnded(cell.engineId(), result.outcome().reason().wireName(), result.seconds());
    return new CellOutcome.Computed(
        cell,
        context.problem(cell).problem,
        result,
        measures.of(result, context.definition().measures()),
        fingerprint);
  }

  /** The result of a cell; nothing if the slice was stopped before. */
  private Optional<CellResult> result(
      Cell cell, Prepared problem, ExperimentContext context, WorkSlice slice) {
    ExperimentDefinition definition = context.definition();
    CellResult result;
    try {
      result =
          definition
              .kind()
              .compute(
                  new ExperimentKind.CellWork(
                      cell,
                      problem,
                      definition,
                      slice,
                      (time, values) -> slice.sampled(cell.index(), time, values)));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.errorf(e, "Cell %d of experiment %s failed.", cell.index(), context.experiment());
      result =
          NumericalFailure.is(e)
              ? CellResult.nothing(
                  new Outcome(StopReason.STALLED, NumericalFailure.sentence("This cell")))
              : failed(
                  "Diaflow failed unexpectedly: %s. Please report it with the document."
                      .formatted(e));
    }
    boolean timed = definition.kind().description().oneAtATime();
    boolean cutShort = timed || result.outcome().reason() != StopReason.CONVERGED;
    return slice.exhausted() && cutShort ? Optional.empty() : Optional.of(result);
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
