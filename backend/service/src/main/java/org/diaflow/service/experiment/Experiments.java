package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.Page;
import org.diaflow.api.Problem.FieldError;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.SeedProblem;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.ComparisonPlan;
import org.diaflow.engine.ExperimentPlan;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.InitializationReader;
import org.diaflow.service.problem.ProblemReader;
import org.diaflow.service.problem.ProblemSource;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/** What clients do with experiments: submit, look at, pause, resume, cancel, delete. */
@ApplicationScoped
public class Experiments {

  private static final Set<ExperimentState> UNDER_WAY =
      EnumSet.of(ExperimentState.QUEUED, ExperimentState.RUNNING);
  private static final long MOST_NUMBERS = 64_000_000;

  private final DocumentReader documents;
  private final ProblemReader problemReader;
  private final ProblemStore problems;
  private final ExperimentStore store;
  private final ExperimentQueries queries;
  private final Scheduler scheduler;
  private final Manifest manifest;
  private final CurrentUser user;
  private final Ownership ownership;

  Experiments(
      DocumentReader documents,
      ProblemReader problemReader,
      ProblemStore problems,
      ExperimentStore store,
      ExperimentQueries queries,
      Scheduler scheduler,
      Manifest manifest,
      CurrentUser user,
      Ownership ownership) {
    this.documents = documents;
    this.problemReader = problemReader;
    this.problems = problems;
    this.store = store;
    this.queries = queries;
    this.scheduler = scheduler;
    this.manifest = manifest;
    this.user = user;
    this.ownership = ownership;
  }

  /** Where an experiment stands in its event log. */
  public record Position(ExperimentState state, long lastSequence) {}

  /** Stores and queues a new experiment. Nothing is stored if anything is wrong with it. */
  ExperimentView submit(@Nullable ExperimentDocument stated, String visibility) {
    if (stated == null) {
      throw Violations.single("body", null, "Send an experiment document.");
    }
    ProblemSource source = problemReader.read(stated.problem(), "problem");
    ExperimentDocument document = documents.complete(stated, source);
    Setup setup = documents.setup(document);
    ownership.requireRoom(user.get(), setup.plan().size());
    List<RegressionProblem> generated = generate(source, setup.plan().seeds());
    if (setup.plan() instanceof ExperimentPlan plan) {
      generated.forEach(
          problem -> InitializationReader.requireLength(plan.initialization(), problem.columns()));
    }
    var problemIds = new ArrayList<String>();
    for (RegressionProblem problem : generated) {
      problemIds.add(problems.save(problem, source.name()).problem().id());
    }
    String name = Objects.requireNonNullElse(document.name(), generated.getFirst().provenance());
    ExperimentDocument complete =
        documents.spelledOut(document, setup, named(document.problem(), problemIds), name);
    StoredExperiment row = insert(complete, setup, problemIds, visibility);
    queue(row);
    return view(row.id);
  }

  /** The experiment {@code id}. */
  ExperimentView view(String id) {
    StoredExperiment row = queries.get(id);
    ExperimentDocument document = store.document(row);
    List<StoredSeed> seeds = queries.seeds(id);
    ProgressEvent progress = progress(row, seeds);
    return new ExperimentView(
        row.id,
        row.name,
        row.kind,
        List.of(row.tags),
        row.state,
        row.reason,
        row.created,
        row.started,
        row.finished,
        progress.progress(),
        document,
        store.manifest(row),
        seeds.stream().map(seed -> new SeedProblem(seed.seed, seed.problem)).toList(),
        progress.rates(),
        row.ownerName,
        row.visibility);
  }

  /** A part of the cells of experiment {@code id}, by index. */
  Page<CellView> cells(String id, PageRequest part) {
    StoredExperiment row = queries.get(id);
    Set<Integer> running = scheduler.run(id).map(Run::running).orElse(Set.of());
    List<CellView> items =
        queries.cells(id, part.offset(), part.size()).stream()
            .map(
                cell ->
                    cell.view(
                        cell.state == CellState.QUEUED && running.contains(cell.index)
                            ? CellState.RUNNING
                            : cell.state))
            .toList();
    return new Page<>(row.total, items);
  }

  /** How the solvers of a comparison stand; a 404 if the experiment is none. */
  ComparisonSummary comparison(String id) {
    StoredExperiment row = queries.get(id);
    if (documents.setup(store.document(row)).plan() instanceof ComparisonPlan plan) {
      return Comparisons.summary(plan, queries.cells(id));
    }
    throw ProblemException.notFound("comparison", id);
  }

  /** Stops computing for now. Harmless if it is paused already. */
  ExperimentView pause(String id) {
    return change(id, UNDER_WAY, ExperimentState.STOPPED, "Paused.");
  }

  /** Ends the experiment for good. Harmless if it is cancelled already. */
  ExperimentView cancel(String id) {
    var from = EnumSet.of(ExperimentState.STOPPED, UNDER_WAY.toArray(ExperimentState[]::new));
    return change(id, from, ExperimentState.CANCELLED, "Cancelled.");
  }

  /** Goes on with a paused experiment. Harmless if it is under way already. */
  ExperimentView resume(String id) {
    StoredExperiment row =
        store.move(id, Set.of(ExperimentState.STOPPED), ExperimentState.QUEUED, null);
    if (!UNDER_WAY.contains(row.state)) {
      throw wrongState(row, "resumed", "Submit its document again with POST /api/experiments.");
    }
    if (scheduler.run(id).isEmpty()) {
      queue(row);
    }
    return view(id);
  }

  /** Deletes the experiment with everything computed; its problems stay. */
  void delete(String id) {
    scheduler.stop(id);
    store.delete(id);
  }

  /** How far the experiment is, or nothing if it is gone. */
  public Optional<ProgressEvent> progress(String id) {
    return queries.find(id).map(row -> progress(row, queries.seeds(id)));
  }

  /** How far the experiment is, if this process computes it now. */
  public Optional<ProgressEvent> liveProgress(String id) {
    return scheduler.run(id).map(Run::progress);
  }

  /** The newest points of the flows this process integrates for the experiment now. */
  public List<SampleEvent> samples(String id) {
    return scheduler.run(id).map(Run::samples).orElse(List.of());
  }

  /** What was recorded along the flow of a cell; a 404 if nothing was. */
  TrajectoryView trajectory(String id, int index) {
    return recording(id, index)
        .orElseThrow(() -> ProblemException.notFound("trajectory", id + "/cells/" + index));
  }

  /** What was recorded along the flow of a cell, if anything was. */
  Optional<TrajectoryView> recording(String id, int index) {
    return queries.trajectory(id, index).map(store::trajectory);
  }

  /** Where the experiment stands, or nothing if it is gone. */
  public Optional<Position> position(String id) {
    return queries.find(id).map(row -> new Position(row.state, row.lastSequence));
  }

  /** Lets the workers compute what is left of an experiment. */
  void queue(StoredExperiment row) {
    Setup setup;
    try {
      setup = documents.setup(store.document(row));
    } catch (ProblemException e) {
      store.move(row.id, UNDER_WAY, ExperimentState.FAILED, e.getMessage());
      return;
    }
    List<StoredSeed> seeds = queries.seeds(row.id);
    List<StoredCell> cells = queries.cells(row.id);
    Set<Integer> done =
        cells.stream()
            .filter(cell -> cell.state == CellState.DONE)
            .map(cell -> cell.index)
            .collect(Collectors.toSet());
    if (done.size() == row.total) {
      store.move(row.id, UNDER_WAY, ExperimentState.DONE, null);
    } else {
      scheduler.add(new Run(row.id, setup, seeds, done, curves(seeds, cells)));
    }
  }

  private ExperimentView change(
      String id, Set<ExperimentState> from, ExperimentState to, String reason) {
    queries.get(id);
    scheduler.stop(id);
    StoredExperiment row = store.move(id, from, to, reason);
    if (row.state != to) {
      throw wrongState(row, to == ExperimentState.STOPPED ? "paused" : "cancelled", "Leave it.");
    }
    return view(id);
  }

  private static ProblemException wrongState(StoredExperiment row, String verb, String remedy) {
    return ProblemException.conflict(
        "Experiment %s is %s and cannot be %s.".formatted(row.id, row.state, verb),
        new FieldError("state", row.state.name(), remedy));
  }

  private static List<RegressionProblem> generate(ProblemSource source, List<Long> seeds) {
    var generated = new ArrayList<RegressionProblem>();
    long numbers = 0;
    for (long seed : seeds) {
      RegressionProblem problem = source.generate().apply(seed);
      numbers += (long) problem.rows() * problem.columns();
      if (numbers > MOST_NUMBERS) {
        throw Violations.single(
            "seeds",
            "%d problems of %d × %d".formatted(seeds.size(), problem.rows(), problem.columns()),
            "Keep the matrices of all seeds together at %d entries.".formatted(MOST_NUMBERS));
      }
      generated.add(problem);
    }
    return generated;
  }

  /** A matrix is kept once, as a problem; the document refers to it. */
  private static ProblemSpec named(ProblemSpec stated, List<String> problemIds) {
    return stated.generator() == null ? ProblemSpec.stored(problemIds.getFirst()) : stated;
  }

  private StoredExperiment insert(
      ExperimentDocument document, Setup setup, List<String> problemIds, String visibility) {
    var row = new StoredExperiment();
    row.id = UUID.randomUUID().toString();
    row.name = Objects.requireNonNull(document.name());
    row.kind = document.kind();
    row.tags = Objects.requireNonNull(document.tags()).toArray(String[]::new);
    row.state = ExperimentState.QUEUED;
    row.owner = user.get().id();
    row.ownerName = user.get().name();
    row.visibility = visibility;
    row.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
    row.total = Math.toIntExact(setup.plan().size());
    Map<Long, String> problemBySeed = new HashMap<>();
    var seeds = new ArrayList<StoredSeed>();
    for (long seed : setup.plan().seeds()) {
      String problem = problemIds.get(seeds.size());
      problemBySeed.put(seed, problem);
      seeds.add(new StoredSeed(row.id, seeds.size(), seed, problem));
    }
    List<StoredCell> cells =
        setup.plan().cells().stream()
            .map(
                cell ->
                    new StoredCell(
                        row.id, cell, Objects.requireNonNull(problemBySeed.get(cell.seed()))))
            .toList();
    store.create(row, document, manifest.of(setup), seeds, cells);
    return row;
  }

  private ProgressEvent progress(StoredExperiment row, List<StoredSeed> seeds) {
    return liveProgress(row.id)
        .orElseGet(
            () -> new ProgressEvent(row.progress(), curves(seeds, queries.cells(row.id)).rates()));
  }

  private Curves curves(List<StoredSeed> seeds, List<StoredCell> cells) {
    var curves = new Curves();
    seeds.forEach(seed -> curves.predict(seed.seed, store.predictions(seed)));
    cells.forEach(cell -> curves.add(cell.view(cell.state)));
    return curves;
  }
}
