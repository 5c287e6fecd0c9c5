package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Shares the cores between the runs: one worker thread per core, one task of each run in turn. */
@ApplicationScoped
class Scheduler {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private record Turn(Run run, Run.Task task) {}

  private final CellWorker worker;
  private final Recorder recorder;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final ArrayDeque<Run> turns = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  Scheduler(CellWorker worker, Recorder recorder) {
    this.worker = worker;
    this.recorder = recorder;
  }

  /** Starts the worker threads. */
  void start() {
    recorder.start(run -> runs.remove(run.id, run));
    for (int k = 0; k < Runtime.getRuntime().availableProcessors(); k++) {
      threads.add(
          Thread.ofPlatform().daemon().name("cell-worker-" + k).start(this::workUntilClosed));
    }
  }

  /** Lets {@code run} take part; an earlier run of the same experiment is stopped. */
  void add(Run run) {
    Run earlier = runs.put(run.id, run);
    if (earlier != null) {
      earlier.stop();
    }
    lock.lock();
    try {
      turns.add(run);
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops the run of {@code experiment}, if there is one. */
  void stop(String experiment) {
    Run run = runs.remove(experiment);
    if (run != null) {
      run.stop();
    }
  }

  /** The run of {@code experiment}, if this process computes it. */
  Optional<Run> run(String experiment) {
    return Optional.ofNullable(runs.get(experiment));
  }

  /** Stops every run, and writes down what has been computed. */
  void close() throws InterruptedException {
    closing = true;
    runs.values().forEach(Run::stop);
    lock.lock();
    try {
      work.signalAll();
    } finally {
      lock.unlock();
    }
    for (Thread thread : threads) {
      thread.join(PATIENCE);
    }
    recorder.close(PATIENCE);
  }

  private void workUntilClosed() {
    try {
      while (!closing) {
        Turn turn = take();
        if (turn != null) {
          worker.perform(turn.run(), turn.task());
          wake();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next task of the run whose turn it is; null when closing. */
  private @org.jspecify.annotations.Nullable Turn take() throws InterruptedException {
    lock.lock();
    try {
      while (!closing) {
        for (int k = turns.size(); k > 0; k--) {
          Run run = turns.remove();
          Optional<Run.Task> task = run.next();
          if (!run.exhausted()) {
            turns.add(run);
          }
          if (task.isPresent()) {
            return new Turn(run, task.get());
          }
        }
        work.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  // A certificate makes cells available to the workers that wait.
  private void wake() {
    lock.lock();
    try {
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
