package org.diaflow.service.experiment.view;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
import org.diaflow.api.RateView;
import org.diaflow.api.SeedProblem;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.access.User;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.document.DocumentReader;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
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

/**
 * The operations of clients on experiments: submit, look at, pause, resume, cancel, delete. None
 * holds a thread while PostgreSQL works, but the queue of cell ranges, which is reached by JDBC.
 */
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

  /**
   * Stores and queues a new experiment. Nothing is stored if anything is wrong with it. Its
   * problems are made on a worker thread, which may take seconds.
   */
  Uni<ExperimentView> submit(@Nullable ExperimentDocument stated, String visibility) {
    if (stated == null) {
      throw Violations.single("body", null, "Send an experiment document.");
    }
    User owner = user.get();
    return sources(stated)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(sources -> submit(stated, sources, owner, visibility));
  }

  private Uni<ExperimentView> submit(
      ExperimentDocument stated, List<ProblemSource> sources, User owner, String visibility) {
    ExperimentDocument document = documents.complete(stated, sources);
    ExperimentDefinition definition = documents.definition(document, sources);
    return ownership
        .requireRoom(owner, definition.plan().size())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(() -> submissions.of(document, definition, sources, owner))
        .chain(submission -> insert(submission, definition, owner, visibility))
        .invoke(row -> ranges.fill(row, definition))
        .chain(row -> view(row.id));
  }

  private Uni<List<ProblemSource>> sources(ExperimentDocument stated) {
    List<@Nullable ProblemSpec> problems = stated.problems();
    if (problems == null) {
      return problemReader.readAll(stated.problem(), "problem").map(List::of);
    }
    if (stated.problem() != null) {
      throw Violations.single("problem", "stated beside problems", "Give one of the two.");
    }
    if (problems.isEmpty()) {
      throw Violations.single("problems", "[]", "Give at least one, or problem.");
    }
    Uni<List<ProblemSource>> sources = Uni.createFrom().item(ArrayList::new);
    for (int k = 0; k < problems.size(); k++) {
      Uni<ProblemSource> source = problemReader.read(problems.get(k), "problems[%d]".formatted(k));
      sources = sources.call(list -> source.invoke(list::add));
    }
    return sources;
  }

  /** The experiment {@code id}. */
  Uni<ExperimentView> view(String id) {
    return queries.get(id).chain(row -> queries.seeds(id).chain(seeds -> view(row, seeds)));
  }

  private Uni<ExperimentView> view(StoredExperiment row, List<StoredSeed> seeds) {
    return contexts
        .known(row.id)
        .chain(
            definition ->
                (definition.isPresent()
                        ? live.rates(row.id, row.lastSequence)
                        : Uni.createFrom().item(List.<RateView>of()))
                    .map(rates -> view(row, seeds, definition, rates)));
  }

  private ExperimentView view(
      StoredExperiment row,
      List<StoredSeed> seeds,
      Optional<ExperimentDefinition> definition,
      List<RateView> rates) {
    ExperimentDocument document = store.document(row);
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
        rates,
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
  Uni<Page<CellView>> cells(String id, PageRequest part) {
    return queries
        .get(id)
        .chain(
            row -> {
              int to = (int) Math.min(row.total, (long) part.offset() + part.size());
              return cells(row, part.offset(), to).map(cells -> new Page<>(row.total, cells));
            });
  }

  /** The cells with indices in [from, to), also those that have not ended. */
  private Uni<List<CellView>> cells(StoredExperiment row, int from, int to) {
    return contexts
        .viewer(row.id)
        .chain(
            viewer ->
                queries
                    .cells(row.id, from, to)
                    .map(
                        cells ->
                            cells.stream().collect(Collectors.toMap(cell -> cell.index, viewer))))
        .chain(
            ended ->
                ended.size() == Math.max(0, to - from)
                    ? Uni.createFrom().item(ended)
                    : contexts.of(row.id).map(context -> all(row, from, to, ended, context)))
        .map(views -> IntStream.range(from, to).mapToObj(views::get).toList());
  }

  /** {@code ended} and those that have not. */
  private Map<Integer, CellView> all(
      StoredExperiment row,
      int from,
      int to,
      Map<Integer, CellView> ended,
      ExperimentContext context) {
    var views = new HashMap<>(ended);
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
    return views;
  }

  /** How the solvers of a comparison stand; a 404 if the experiment is none. */
  Uni<ComparisonSummary> comparison(String id) {
    return queries
        .get(id)
        .chain(row -> compared(id))
        .map(found -> found.orElseThrow(() -> ApiException.notFound("comparison", id)));
  }

  /** How the solvers of a comparison stand, if the experiment is one. */
  Uni<Optional<ComparisonSummary>> compared(String id) {
    return contexts
        .known(id)
        .chain(
            definition ->
                definition.isPresent() && definition.get().plan() instanceof ComparisonPlan plan
                    ? queries.cells(id).map(cells -> Optional.of(Comparisons.summary(plan, cells)))
                    : Uni.createFrom().item(Optional.empty()));
  }

  /** Stops computing for now. Harmless if it is paused already. */
  Uni<ExperimentView> pause(String id) {
    return change(id, ExperimentStore.UNDER_WAY, ExperimentState.STOPPED, "Paused.");
  }

  /** Ends the experiment for good. Harmless if it is cancelled already. */
  Uni<ExperimentView> cancel(String id) {
    var from =
        EnumSet.of(
            ExperimentState.STOPPED, ExperimentStore.UNDER_WAY.toArray(ExperimentState[]::new));
    return change(id, from, ExperimentState.CANCELLED, "Cancelled.");
  }

  /** Goes on with a paused experiment. Harmless if it is under way already. */
  Uni<ExperimentView> resume(String id) {
    return queries
        .get(id)
        .invoke(LaterFormatException::throwIfLater)
        .chain(
            before ->
                store
                    .move(id, Set.of(ExperimentState.STOPPED), ExperimentState.QUEUED, null)
                    .invoke(row -> resumed(before, row)))
        .chain(() -> view(id));
  }

  private void resumed(StoredExperiment before, StoredExperiment row) {
    if (!row.state.underWay()) {
      throw wrongState(row, "resumed", "Submit its document again with POST /api/experiments.");
    }
    if (before.generation != row.generation) {
      ranges.refill(row);
    }
  }

  /** Deletes the experiment with everything computed; its problems stay. */
  Uni<Void> delete(String id) {
    return store.delete(id).invoke(() -> ranges.drop(id));
  }

  /** What was recorded along the flow of a cell; a 404 if nothing was. */
  Uni<TrajectoryView> trajectory(String id, int index) {
    return recording(id, index)
        .map(
            found ->
                found.orElseThrow(
                    () -> ApiException.notFound("trajectory", id + "/cells/" + index)));
  }

  /** What was recorded along the flow of a cell, if anything was. */
  Uni<Optional<TrajectoryView>> recording(String id, int index) {
    return queries.trajectory(id, index).map(found -> found.map(store::trajectory));
  }

  private Uni<ExperimentView> change(
      String id, Set<ExperimentState> from, ExperimentState to, String reason) {
    return store
        .move(id, from, to, reason)
        .invoke(() -> ranges.drop(id))
        .invoke(row -> requireState(row, to))
        .chain(() -> view(id));
  }

  private static void requireState(StoredExperiment row, ExperimentState to) {
    if (row.state != to) {
      throw wrongState(row, to == ExperimentState.STOPPED ? "paused" : "cancelled", "Leave it.");
    }
  }

  private static ApiException wrongState(StoredExperiment row, String verb, String remedy) {
    return ApiException.conflict(
        "Experiment %s is %s and cannot be %s.".formatted(row.id, row.state, verb),
        new FieldError("state", row.state.name(), remedy));
  }

  private Uni<StoredExperiment> insert(
      Submission submission, ExperimentDefinition definition, User owner, String visibility) {
    ExperimentDocument document =
        documents.spelledOut(submission.document(), definition, submission.specs());
    var row = new StoredExperiment();
    row.id = UUID.randomUUID().toString();
    row.name = Objects.requireNonNull(document.name());
    row.kind = document.kind();
    row.tags = Objects.requireNonNull(document.tags()).toArray(String[]::new);
    row.state = ExperimentState.QUEUED;
    row.owner = owner.id();
    row.ownerName = owner.name();
    row.visibility = visibility;
    row.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
    row.total = Math.toIntExact(definition.plan().size());
    ProblemGrid problems = definition.plan().problems();
    var seeds = new ArrayList<StoredSeed>();
    for (int position = 0; position < problems.size(); position++) {
      long seed = problems.point(position).seed();
      seeds.add(new StoredSeed(row.id, position, seed, submission.problemIds().get(position)));
    }
    return store.create(row, document, manifest.of(definition), seeds).replaceWith(row);
  }
}
