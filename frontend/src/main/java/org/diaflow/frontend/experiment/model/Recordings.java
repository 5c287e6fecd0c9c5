package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.diaflow.api.CellView;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.TrajectoryView;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.LiveState.Paths;
import org.jspecify.annotations.Nullable;

/**
 * The recorded flows of an experiment: samples as they come, whole trajectories of those wanted
 * once they ended, and the paths they are compared with. Thread-safe.
 */
final class Recordings {

  /** Most samples kept of a flow; of more, every second one is dropped. */
  static final int MOST_SAMPLES = 2_000;

  /** The depth whose saddle-to-saddle path flows of any depth are compared with. */
  private static final double PATH_DEPTH = 2;

  private final LabClient lab;
  private final String id;
  private final TreeMap<Integer, Entry> entries = new TreeMap<>();
  private final Map<String, Paths> paths = new HashMap<>();
  private Set<Integer> requested = Set.of();
  private @Nullable String requestedProblem;
  private boolean recorded;

  private static final class Entry {

    private CellView cell;
    private List<SampleEvent> samples = new ArrayList<>();
    private @Nullable TrajectoryView trajectory;
    private @Nullable String trouble;

    Entry(CellView cell) {
      this.cell = cell;
    }

    private void add(SampleEvent sample) {
      if (!samples.isEmpty() && samples.getLast().time() >= sample.time()) {
        if (samples.getLast().time() == sample.time()) {
          return;
        }
        samples.clear(); // the cell was begun anew
      }
      samples.add(sample);
      if (samples.size() >= MOST_SAMPLES) {
        var kept = new ArrayList<SampleEvent>();
        for (int k = 0; k < samples.size(); k += 2) {
          kept.add(samples.get(k));
        }
        samples = kept;
      }
    }

    private boolean lacksTrajectory() {
      return trajectory == null && trouble == null && cell.trajectory();
    }
  }

  /** The recordings of experiment {@code id}. */
  Recordings(LabClient lab, String id) {
    this.lab = lab;
    this.id = id;
  }

  /** Takes over all cells of the experiment stated by {@code document}. */
  synchronized void take(ExperimentDocument document, List<CellView> cells) {
    recorded = document.observables() != null && !document.observables().isEmpty();
    cells.forEach(this::take);
  }

  /** Takes over one cell. */
  synchronized void take(CellView cell) {
    if (!recorded || cell.engine().equals(EngineSpec.LIMIT)) {
      return;
    }
    entries.computeIfAbsent(cell.index(), _ -> new Entry(cell)).cell = cell;
  }

  /** Takes over one sample; one of an unknown cell is none. */
  synchronized void take(SampleEvent sample) {
    Entry entry = entries.get(sample.index());
    if (entry != null) {
      entry.add(sample);
    }
  }

  /** States what {@link #fetch} is to fetch; false if there is nothing new to fetch. */
  synchronized boolean want(Set<Integer> cells, @Nullable String problem) {
    if (requested.equals(cells) && java.util.Objects.equals(requestedProblem, problem)) {
      return false;
    }
    requested = Set.copyOf(cells);
    requestedProblem = problem;
    return true;
  }

  /** Fetches what is wanted and missing, and tells {@code changed} after each. */
  void fetch(Runnable changed) {
    for (Optional<Integer> next = next(); next.isPresent(); next = next()) {
      fetch(next.get());
      changed.run();
    }
    String problem = nextProblem();
    if (problem != null) {
      fetchPaths(problem);
      changed.run();
    }
  }

  /** All flows, by index. */
  synchronized List<FlowState> flows() {
    return entries.values().stream()
        .map(
            entry ->
                new FlowState(
                    entry.cell, List.copyOf(entry.samples), entry.trajectory, entry.trouble))
        .toList();
  }

  /** The paths fetched so far. */
  synchronized Map<String, Paths> paths() {
    return Map.copyOf(paths);
  }

  private synchronized Optional<Integer> next() {
    return entries.entrySet().stream()
        .filter(entry -> requested.contains(entry.getKey()) && entry.getValue().lacksTrajectory())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void fetch(int index) {
    TrajectoryView view = null;
    String trouble = null;
    try {
      view = lab.trajectory(id, index);
    } catch (BackendException e) {
      trouble = e.sentence();
    }
    synchronized (this) {
      Entry entry = entries.get(index);
      if (entry != null) {
        entry.trajectory = view;
        entry.trouble = trouble;
      }
    }
  }

  private synchronized @Nullable String nextProblem() {
    return requestedProblem == null || paths.containsKey(requestedProblem)
        ? null
        : requestedProblem;
  }

  private void fetchPaths(String problem) {
    Paths fetched;
    try {
      fetched = new Paths(lab.paths(problem, PATH_DEPTH), null);
    } catch (BackendException e) {
      fetched = new Paths(null, e.sentence());
    }
    synchronized (this) {
      paths.put(problem, fetched);
    }
  }
}
