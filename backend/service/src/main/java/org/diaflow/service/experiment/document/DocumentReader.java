package org.diaflow.service.experiment.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.engine.flow.FlowQuantities;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.GridReader;
import org.diaflow.service.problem.InitializationReader;
import org.diaflow.service.problem.ProblemSource;
import org.diaflow.spi.Initialization;
import org.jspecify.annotations.Nullable;

/**
 * The reader of experiment documents: checks them, applies the defaults, and gives their meaning to
 * the engine.
 */
@ApplicationScoped
public class DocumentReader {

  private static final List<String> KINDS =
      List.of(
          ExperimentDocument.ERROR_VS_SCALE,
          ExperimentDocument.TRAJECTORY,
          ExperimentDocument.SOLVER_COMPARISON);
  private static final int MOST_CELLS = 1_000_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TAG = 60;
  private static final int MOST_TAGS = 20;
  private static final double MOST_SECONDS = 604_800;
  private static final int MOST_OBSERVABLES = 100;
  private static final List<String> WATCHED = List.of("loss", "l1Norm", "distanceToLimit");

  private final Plugins plugins;

  DocumentReader(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * {@code document} with every default filled in but the name's, which may still be null, ready
   * for {@link #definition}. What is wrong with names, seeds and numbers ends the request.
   */
  public ExperimentDocument complete(ExperimentDocument document, ProblemSource source) {
    var violations = new Violations();
    checkWords(document, violations);
    List<Long> seeds = seeds(document, source, violations);
    StopSpec stop = stop(document.stop(), violations);
    violations.throwIfAny();
    boolean comparison = ComparisonReader.isComparison(document);
    return new ExperimentDocument(
        document.name() == null ? source.name() : document.name().strip(),
        document.kind(),
        Objects.requireNonNullElse(document.tags(), List.of()),
        spelledOut(document.problem(), source),
        comparison ? List.of() : document.depths(),
        comparison ? AlphaGrid.of() : document.alphas(),
        document.initialization(),
        seeds,
        comparison
            ? List.of()
            : Objects.requireNonNullElse(document.engines(), List.of(engine(document))),
        Objects.requireNonNullElse(
            document.l1Solver(), new SolverSpec(Plugins.DEFAULT_SOLVER, null)),
        stop,
        Objects.requireNonNullElse(
            document.observables(), isTrajectory(document) ? WATCHED : List.of()),
        document.solvers(),
        comparison ? Objects.requireNonNullElse(document.tolerances(), List.of()) : null);
  }

  private static boolean isTrajectory(ExperimentDocument document) {
    return ExperimentDocument.TRAJECTORY.equals(document.kind());
  }

  private static EngineSpec engine(ExperimentDocument document) {
    return isTrajectory(document)
        ? new EngineSpec(Plugins.DEFAULT_INTEGRATOR, Map.of())
        : EngineSpec.limit();
  }

  /** What the completed {@code document} means; ends the request if something is wrong. */
  public ExperimentDefinition definition(ExperimentDocument document) {
    var violations = new Violations();
    @Nullable SolverChoice solver =
        plugins.solver(given(document.l1Solver()), "l1Solver", violations);
    Plan plan =
        ComparisonReader.isComparison(document)
            ? ComparisonReader.plan(document, plugins, violations)
            : grid(document, violations);
    requireSize(plan, violations);
    violations.throwIfAny();
    StopSpec stop = given(document.stop());
    return new ExperimentDefinition(
        plan,
        given(solver),
        new StopCriteria(
            given(stop.residual()),
            given(stop.steps()),
            given(stop.seconds()),
            Objects.requireNonNullElse(stop.horizon(), Double.POSITIVE_INFINITY),
            Objects.requireNonNullElse(stop.distance(), 0.0)),
        given(document.observables()));
  }

  private FlowGrid grid(ExperimentDocument document, Violations violations) {
    List<Double> depths = GridReader.depths(document.depths(), violations);
    List<Double> alphas = GridReader.alphas(document.alphas(), violations);
    @Nullable Initialization initialization =
        InitializationReader.read(document.initialization(), violations);
    InitializationReader.requireRange(initialization, depths, alphas, violations);
    List<EngineChoice> engines = engines(given(document.engines()), violations);
    return new FlowGrid(given(document.seeds()), depths, alphas, initialization, engines);
  }

  private static void requireSize(Plan plan, Violations violations) {
    if (plan.size() <= MOST_CELLS) {
      return;
    }
    String remedy = "Keep an experiment at %d cells or split it.".formatted(MOST_CELLS);
    switch (plan) {
      case FlowGrid grid ->
          violations.add(
              "alphas",
              "%d seeds × %d depths × %d scales × %d engines = %d cells"
                  .formatted(
                      grid.seeds().size(),
                      grid.depths().size(),
                      grid.alphas().size(),
                      grid.engines().size(),
                      grid.size()),
              remedy);
      case ComparisonPlan runs ->
          violations.add(
              "seeds",
              "%d seeds × %d solvers and tolerances = %d cells"
                  .formatted(runs.seeds().size(), runs.solvers().size(), runs.size()),
              remedy);
    }
  }

  /** {@code document} with every parameter of its plug-ins spelled out. */
  public ExperimentDocument spelledOut(
      ExperimentDocument document,
      ExperimentDefinition definition,
      ProblemSpec problem,
      String name) {
    List<EngineSpec> engines =
        definition.plan() instanceof FlowGrid grid ? spelledOut(grid) : List.of();
    List<SolverSpec> solvers =
        definition.plan() instanceof ComparisonPlan runs ? ComparisonReader.spelledOut(runs) : null;
    var solver =
        new SolverSpec(
            definition.solver().solver().descriptor().id(),
            definition.solver().parameters().values());
    return new ExperimentDocument(
        name,
        document.kind(),
        document.tags(),
        problem,
        document.depths(),
        document.alphas(),
        document.initialization(),
        document.seeds(),
        engines,
        solver,
        document.stop(),
        document.observables(),
        solvers,
        document.tolerances());
  }

  private static List<EngineSpec> spelledOut(FlowGrid grid) {
    return grid.engines().stream()
        .map(
            engine ->
                engine.integrator() == null
                    ? EngineSpec.limit()
                    : new EngineSpec(engine.id(), engine.parameters().values()))
        .toList();
  }

  private static void checkWords(ExperimentDocument document, Violations violations) {
    violations.require(
        KINDS.stream().anyMatch(kind -> kind.equals(document.kind())),
        "kind",
        document.kind(),
        "Choose one of %s.".formatted(String.join(", ", KINDS)));
    ComparisonReader.checkFields(document, violations);
    List<@Nullable EngineSpec> engines = document.engines();
    violations.require(
        !isTrajectory(document)
            || engines == null
            || engines.stream().anyMatch(spec -> spec != null && spec.integrator() != null),
        "engines",
        "no integrator",
        "A trajectory needs an integrator; name one, or leave engines out.");
    String name = document.name();
    violations.require(
        name == null || (!name.isBlank() && name.length() <= LONGEST_NAME),
        "name",
        name,
        "Give 1 to %d characters, or leave it out.".formatted(LONGEST_NAME));
    List<@Nullable String> tags = Objects.requireNonNullElse(document.tags(), List.of());
    violations.require(
        tags.size() <= MOST_TAGS,
        "tags",
        tags.size() + " tags",
        "Give at most %d.".formatted(MOST_TAGS));
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      violations.require(
          tag != null && !tag.isBlank() && tag.length() <= LONGEST_TAG,
          "tags[%d]".formatted(i),
          tag == null ? "null" : tag,
          "Give 1 to %d characters.".formatted(LONGEST_TAG));
    }
    checkObservables(Objects.requireNonNullElse(document.observables(), List.of()), violations);
  }

  private static void checkObservables(List<@Nullable String> observables, Violations violations) {
    violations.require(
        observables.size() <= MOST_OBSERVABLES,
        "observables",
        observables.size() + " observables",
        "Give at most %d.".formatted(MOST_OBSERVABLES));
    for (String observable : observables) {
      violations.require(
          observable != null
              && (FlowQuantities.NAMES.contains(observable)
                  || FlowQuantities.coordinate(observable) >= 0),
          "observables",
          String.valueOf(observable),
          "Choose from: %s, and coordinates x[0], x[1], …"
              .formatted(String.join(", ", FlowQuantities.NAMES)));
    }
    GridReader.requireDistinct(observables, "observables", violations);
  }

  /** Ends the request if {@code document} observes coordinates beyond {@code columns}. */
  public static void requireCoordinates(ExperimentDocument document, int columns) {
    var violations = new Violations();
    List<String> observables = given(document.observables());
    for (int i = 0; i < observables.size(); i++) {
      violations.require(
          FlowQuantities.coordinate(observables.get(i)) < columns,
          "observables[%d]".formatted(i),
          observables.get(i),
          "Choose a coordinate from x[0] to x[%d]: the matrix has %d column%s."
              .formatted(columns - 1, columns, columns == 1 ? "" : "s"));
    }
    violations.throwIfAny();
  }

  private static List<Long> seeds(
      ExperimentDocument document, ProblemSource source, Violations violations) {
    List<@Nullable Long> seeds = document.seeds();
    if (seeds == null) {
      return List.of(source.seed() == null ? 1L : source.seed());
    }
    violations.require(!seeds.isEmpty(), "seeds", "[]", "Give at least one, or leave it out.");
    violations.require(
        seeds.stream().allMatch(Objects::nonNull), "seeds", "null", "Give whole numbers.");
    violations.require(
        source.seed() == null,
        "problem.generator.seed",
        source.seed(),
        "Give it in seeds only: both are stated.");
    violations.require(
        source.random() || seeds.size() <= 1,
        "seeds",
        "%d seeds".formatted(seeds.size()),
        "Leave them out: this problem is not random.");
    violations.require(
        seeds.size() <= MOST_CELLS,
        "seeds",
        "%d seeds".formatted(seeds.size()),
        "Give at most %d.".formatted(MOST_CELLS));
    GridReader.requireDistinct(seeds, "seeds", violations);
    return seeds;
  }

  private static StopSpec stop(@Nullable StopSpec stop, Violations violations) {
    StopCriteria defaults = StopCriteria.DEFAULT;
    StopSpec given = Objects.requireNonNullElse(stop, new StopSpec(null, null, null));
    double residual = Objects.requireNonNullElse(given.residual(), defaults.residual());
    long steps = Objects.requireNonNullElse(given.steps(), defaults.steps());
    double seconds = Objects.requireNonNullElse(given.seconds(), defaults.seconds());
    violations.require(
        residual > 0 && residual < 1, "stop.residual", residual, "Give a number in (0, 1).");
    violations.require(steps >= 1, "stop.steps", steps, "Give a whole number from 1.");
    violations.require(
        seconds > 0 && seconds <= MOST_SECONDS,
        "stop.seconds",
        seconds,
        "Give a positive number, at most 604800 (a week).");
    Double horizon = given.horizon();
    Double distance = given.distance();
    violations.require(
        horizon == null || (horizon > 0 && horizon <= Double.MAX_VALUE),
        "stop.horizon",
        horizon,
        "Give a positive number, or leave it out.");
    violations.require(
        distance == null || (distance > 0 && distance < 1),
        "stop.distance",
        distance,
        "Give a number in (0, 1), or leave it out.");
    return new StopSpec(residual, steps, seconds, horizon, distance);
  }

  private List<EngineChoice> engines(List<@Nullable EngineSpec> specs, Violations violations) {
    violations.require(
        !specs.isEmpty(), "engines", "[]", "Give at least one, or leave it out for \"limit\".");
    var engines = new ArrayList<EngineChoice>();
    for (int i = 0; i < specs.size(); i++) {
      EngineSpec spec = specs.get(i);
      String field = "engines[%d]".formatted(i);
      if (spec == null) {
        violations.add(field, "null", "Give \"limit\" or {\"integrator\": ID}.");
        continue;
      }
      EngineChoice engine = plugins.engine(spec, field, violations);
      if (engine != null) {
        engines.add(engine);
      }
    }
    GridReader.requireDistinct(
        engines.stream().map(EngineChoice::id).toList(), "engines", violations);
    return engines;
  }

  /** {@code problem} with its parameters spelled out and its seed moved to the document's seeds. */
  private static ProblemSpec spelledOut(ProblemSpec problem, ProblemSource source) {
    return source.generator() == null
        ? problem
        : new ProblemSpec(null, null, null, null, problem.name(), source.generator());
  }

  private static <T> T given(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
