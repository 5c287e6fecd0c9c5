package org.diaflow.service.experiment.view;

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
import java.util.function.Function;
import java.util.stream.IntStream;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.CurvesQuery;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.Page;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SeedProblem;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.document.DocumentReader;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.store.StoredExperiment;
import org.diaflow.service.experiment.store.StoredSeed;
import org.diaflow.service.experiment.work.ActiveCells;
import org.diaflow.service.experiment.work.CellRanges;
import org.diaflow.service.experiment.work.ExperimentContext;
import org.diaflow.service.experiment.work.ExperimentContexts;
import org.diaflow.service.experiment.work.LaterFormatException;
import org.diaflow.service.problem.ProblemReader;
import org.diaflow.service.problem.ProblemSource;
import org.jspecify.annotations.Nullable;

/** The operations of clients on experiments: submit, look at, pause, resume, cancel, delete. */
@ApplicationScoped
public class Experiments {

  private static final CurvesQuery NO_CURVES = new CurvesQuery("seed", null, List.of(), List.of());

  private final DocumentReader documents;
  private final ProblemReader problemReader;
  private final Submissions submissions;
  private final ExperimentStore store;
  private final ExperimentQueries queries;
  private final CellRanges ranges;
  private final ActiveCells activeCells;
  private final LiveView live;
  private final ExperimentContexts contexts;
  private final Manifest manifest;
  private final CurrentUser user;
  private final Ownership ownership;

  Experiments(
      DocumentReader documents,
      ProblemReader problemReader,
      Submissions submissions,
      ExperimentStore store,
      ExperimentQueries queries,
      CellRanges ranges,
      ActiveCells activeCells,
      LiveView live,
      ExperimentContexts contexts,
      Manifest manifest,
      CurrentUser user,
      Ownership ownership) {
    this.documents = documents;
    this.problemReader = problemReader;
    this.submissions = submissions;
    this.store = store;
    this.queries = queries;
    this.ranges = ranges;
    this.activeCells = activeCells;
    this.live = live;
    this.contexts = contexts;
    this.manifest = manifest;
    this.user = user;
    this.ownership = ownership;
  }

  /** Stores and queues a new experiment. Nothing is stored if anything is wrong with it. */
  ExperimentView submit(@Nullable ExperimentDocument stated, String visibility) {
    if (stated == null) {
      throw Violations.single("body", null, "Send an experiment document.");
    }
    List<ProblemSource> sources = sources(stated);
    ExperimentDocument document = documents.complete(stated, sources);
    ExperimentDefinition definition = documents.definition(document, sources);
    ownership.requireRoom(user.get(), definition.plan().size());
    Submission submission = submissions.of(document, definition, sources);
    ExperimentDocument complete =
        documents.spelledOut(submission.document(), definition, submission.specs());
    StoredExperiment row = insert(complete, definition, submission.problemIds(), visibility);
    ranges.fill(row, definition);
    return view(row.id);
  }

  private List<ProblemSource> sources(ExperimentDocument stated) {
    List<@Nullable ProblemSpec> problems = stated.problems();
    if (problems == null) {
      return List.of(problemReader.readAll(stated.problem(), "problem"));
    }
    if (stated.problem() != null) {
      throw Violations.single("problem", "stated beside problems", "Give one of the two.");
    }
    if (problems.isEmpty()) {
      throw Violations.single("problems", "[]", "Give at least one, or problem.");
    }
    var sources = new ArrayList<ProblemSource>();
    for (int k = 0; k < problems.size(); k++) {
      sources.add(problemReader.read(problems.get(k), "problems[%d]".formatted(k)));
    }
    return sources;
  }

  /** The experiment {@code id}. */
  ExperimentView view(String id) {
    StoredExperiment row = queries.get(id);
    ExperimentDocument document = store.document(row);
    List<StoredSeed> seeds = queries.seeds(id);
    Optional<ExperimentDefinition> definition = contexts.known(id);
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
        row.status().progress(),
        document,
        store.manifest(row),
        seeds.stream().map(seed -> problem(seed, definition)).toList(),
        definition.isPresent() ? live.rates(id, row.lastSequence) : List.of(),
        definition.map(known -> Axes.view(known.plan())).orElse(List.of()),
        Objects.requireNonNullElse(document.measures(), List.of()),
        definition.map(CurvesPlan::defaults).orElse(NO_CURVES),
        row.ownerName,
        row.visibility);
  }

  private static SeedProblem problem(StoredSeed seed, Optional<ExperimentDefinition> definition) {
    return new SeedProblem(
        seed.seed,
        seed.problem,
        definition
            .map(known -> known.plan().problems().point(seed.position).parameters())
            .orElse(Map.of()));
  }

  /** A part of the cells of experiment {@code id}, by index. */
  Page<CellView> cells(String id, PageRequest part) {
    StoredExperiment row = queries.get(id);
    int to = (int) Math.min(row.total, (long) part.offset() + part.size());
    return new Page<>(row.total, cells(row, part.offset(), to));
  }

  /** The cells with indices in [from, to), also those that have not ended. */
  private List<CellView> cells(StoredExperiment row, int from, int to) {
    Map<Integer, CellView> views = new HashMap<>();
    Function<StoredCell, CellView> viewer = contexts.viewer(row.id);
    queries.cells(row.id, from, to).forEach(cell -> views.put(cell.index, viewer.apply(cell)));
    if (views.size() < to - from) {
      ExperimentContext context = contexts.of(row.id);
      Set<Integer> running = row.state.underWay() ? activeCells.cells(row.id) : Set.of();
      for (int index = from; index < to; index++) {
        if (!views.containsKey(index)) {
          CellState state =
              row.state == ExperimentState.CANCELLED
                  ? CellState.CANCELLED
                  : running.contains(index) ? CellState.RUNNING : CellState.QUEUED;
          views.put(index, context.pending(index, state));
        }
      }
    }
    return IntStream.range(from, to).mapToObj(views::get).toList();
  }

  /** How the solvers of a comparison stand; a 404 if the experiment is none. */
  ComparisonSummary comparison(String id) {
    queries.get(id);
    return compared(id).orElseThrow(() -> ApiException.notFound("comparison", id));
  }

  /** How the solvers of a comparison stand, if the experiment is one. */
  Optional<ComparisonSummary> compared(String id) {
    return contexts
        .known(id)
        .map(definition -> definition.plan() instanceof ComparisonPlan plan ? plan : null)
        .map(plan -> Comparisons.summary(plan, queries.cells(id)));
  }

  /** Stops computing for now. Harmless if it is paused already. */
  ExperimentView pause(String id) {
    return change(id, ExperimentStore.UNDER_WAY, ExperimentState.STOPPED, "Paused.");
  }

  /** Ends the experiment for good. Harmless if it is cancelled already. */
  ExperimentView cancel(String id) {
    var from =
        EnumSet.of(
            ExperimentState.STOPPED, ExperimentStore.UNDER_WAY.toArray(ExperimentState[]::new));
    return change(id, from, ExperimentState.CANCELLED, "Cancelled.");
  }

  /** Goes on with a paused experiment. Harmless if it is under way already. */
  ExperimentView resume(String id) {
    StoredExperiment before = queries.get(id);
    LaterFormatException.throwIfLater(before);
    StoredExperiment row =
        store.move(id, Set.of(ExperimentState.STOPPED), ExperimentState.QUEUED, null);
    if (!row.state.underWay()) {
      throw wrongState(row, "resumed", "Submit its document again with POST /api/experiments.");
    }
    if (before.generation != row.generation) {
      ranges.refill(row);
    }
    return view(id);
  }

  /** Deletes the experiment with everything computed; its problems stay. */
  void delete(String id) {
    store.delete(id);
    ranges.drop(id);
  }

  /** What was recorded along the flow of a cell; a 404 if nothing was. */
  TrajectoryView trajectory(String id, int index) {
    return recording(id, index)
        .orElseThrow(() -> ApiException.notFound("trajectory", id + "/cells/" + index));
  }

  /** What was recorded along the flow of a cell, if anything was. */
  Optional<TrajectoryView> recording(String id, int index) {
    return queries.trajectory(id, index).map(store::trajectory);
  }

  private ExperimentView change(
      String id, Set<ExperimentState> from, ExperimentState to, String reason) {
    StoredExperiment row = store.move(id, from, to, reason);
    ranges.drop(id);
    if (row.state != to) {
      throw wrongState(row, to == ExperimentState.STOPPED ? "paused" : "cancelled", "Leave it.");
    }
    return view(id);
  }

  private static ApiException wrongState(StoredExperiment row, String verb, String remedy) {
    return ApiException.conflict(
        "Experiment %s is %s and cannot be %s.".formatted(row.id, row.state, verb),
        new FieldError("state", row.state.name(), remedy));
  }

  private StoredExperiment insert(
      ExperimentDocument document,
      ExperimentDefinition definition,
      List<@Nullable String> problemIds,
      String visibility) {
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
    row.total = Math.toIntExact(definition.plan().size());
    ProblemGrid problems = definition.plan().problems();
    var seeds = new ArrayList<StoredSeed>();
    for (int position = 0; position < problems.size(); position++) {
      long seed = problems.point(position).seed();
      seeds.add(new StoredSeed(row.id, position, seed, problemIds.get(position)));
    }
    store.create(row, document, manifest.of(definition), seeds);
    return row;
  }
}
