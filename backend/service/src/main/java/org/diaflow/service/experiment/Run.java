package org.diaflow.service.experiment;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.diaflow.api.CellView;
import org.diaflow.api.Progress;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.engine.ComparisonPlan;
import org.diaflow.engine.PreparedProblem;
import org.diaflow.engine.Work;
import org.diaflow.spi.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What this process still has to compute of one experiment, and how far it is. Hands out tasks:
 * first the certificate of a seed's problem, then its cells. A comparison is one task at a time, so
 * that its solvers are not timed against each other. Thread-safe.
 */
final class Run {

  /** Something for a worker to do. */
  sealed interface Task {

    /** Certify the problem of a seed. */
    record Certify(SeedWork seed) implements Task {}

    /** Compute a cell of a prepared problem. */
    record Compute(Work cell, PreparedProblem problem) implements Task {}
  }

  /** The work of one seed. Guarded by the run. */
  static final class SeedWork {

    final int position;
    final long seed;
    final String problem;
    private final ArrayDeque<Work> cells = new ArrayDeque<>();
    private boolean taken;
    private @Nullable PreparedProblem prepared;

    private SeedWork(StoredSeed row) {
      this.position = row.position;
      this.seed = row.seed;
      this.problem = row.problem;
    }
  }

  final String id;
  final Setup setup;
  private final Map<Long, SeedWork> seeds = new LinkedHashMap<>();
  private final Set<Integer> running = ConcurrentHashMap.newKeySet();
  private final Map<Integer, SampleEvent> samples = new ConcurrentHashMap<>();
  private final Curves curves;
  private final int total;
  private final AtomicInteger done;
  private final int doneBefore;
  private volatile boolean stopped;
  private boolean begun;
  private long start;

  /** A run of the cells of {@code setup} that are not in {@code done}. */
  Run(String id, Setup setup, List<StoredSeed> seedRows, Set<Integer> done, Curves curves) {
    this.id = id;
    this.setup = setup;
    this.curves = curves;
    this.total = Math.toIntExact(setup.plan().size());
    this.done = new AtomicInteger(done.size());
    this.doneBefore = done.size();
    seedRows.forEach(row -> seeds.put(row.seed, new SeedWork(row)));
    for (Work cell : setup.plan().cells()) {
      SeedWork work = seeds.get(cell.seed());
      if (work != null && !done.contains(cell.index())) {
        work.cells.add(cell);
      }
    }
    seeds.values().removeIf(work -> work.cells.isEmpty());
  }

  /** The next task, if there is one now; a run waits while a certificate is being computed. */
  synchronized Optional<Task> next() {
    if (stopped || (setup.plan() instanceof ComparisonPlan && busy())) {
      return Optional.empty();
    }
    Optional<SeedWork> ready = first(work -> work.prepared != null);
    if (ready.isPresent()) {
      return Optional.of(compute(ready.get()));
    }
    Optional<SeedWork> untouched = first(work -> !work.taken);
    untouched.ifPresent(work -> work.taken = true);
    return untouched.map(Task.Certify::new);
  }

  private boolean busy() {
    return !running.isEmpty() || first(work -> work.taken && work.prepared == null).isPresent();
  }

  private Task compute(SeedWork work) {
    Work cell = work.cells.remove();
    if (work.cells.isEmpty()) {
      seeds.remove(work.seed);
    }
    running.add(cell.index());
    return new Task.Compute(cell, Objects.requireNonNull(work.prepared));
  }

  private Optional<SeedWork> first(Predicate<SeedWork> wanted) {
    return seeds.values().stream().filter(wanted).findFirst();
  }

  /** Whether no task will come any more. */
  synchronized boolean exhausted() {
    return stopped || seeds.isEmpty();
  }

  /** True the first time it is asked. */
  synchronized boolean begin() {
    boolean first = !begun;
    if (first) {
      begun = true;
      start = System.nanoTime();
    }
    return first;
  }

  /** Makes the cells of {@code seed} available. */
  synchronized void prepared(SeedWork seed, PreparedProblem problem) {
    seed.prepared = problem;
  }

  /** Gives up the cells of {@code seed}, which are returned. */
  synchronized List<Work> giveUp(SeedWork seed) {
    seeds.remove(seed.seed);
    return List.copyOf(seed.cells);
  }

  /** Tells every worker to drop what it does for this run. */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  /** Exhausted as soon as the run is stopped. */
  Budget budget() {
    return () -> stopped;
  }

  /** Cells being computed at this moment. */
  Set<Integer> running() {
    return running;
  }

  /** Takes note of the newest point of a flow. */
  void sampled(int cell, double time, double[] values) {
    samples.put(cell, new SampleEvent(cell, time, Arrays.stream(values).boxed().toList()));
  }

  /** The newest point of every flow that is being integrated and watched. */
  List<SampleEvent> samples() {
    return List.copyOf(samples.values());
  }

  /** A worker is through with a cell, whatever came of it. */
  void left(int cell) {
    running.remove(cell);
    samples.remove(cell);
  }

  /** Takes note of cells that have been written down. */
  void recorded(List<CellView> cells) {
    cells.forEach(curves::add);
    done.addAndGet(cells.size());
  }

  /** Takes note of predictions that have been written down. */
  void recorded(Report.Certified certified) {
    curves.predict(certified.seed(), certified.predictions());
  }

  /** How far the run is, with the slopes so far. */
  ProgressEvent progress() {
    return new ProgressEvent(speed(), curves.rates());
  }

  private synchronized Progress speed() {
    int now = done.get();
    if (!begun || now == doneBefore) {
      return new Progress(now, total, null, null);
    }
    double speed = (now - doneBefore) / Math.max(1e-3, (System.nanoTime() - start) / 1e9);
    return new Progress(now, total, speed, (total - now) / speed);
  }
}
