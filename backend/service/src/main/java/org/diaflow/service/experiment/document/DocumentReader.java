package org.diaflow.service.experiment.document;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.measure.Measure;
import org.diaflow.engine.measure.Measures;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.kind.ExperimentDefinition.Recording;
import org.diaflow.service.experiment.kind.ExperimentKind;
import org.diaflow.service.experiment.kind.ExperimentKinds;
import org.diaflow.service.experiment.kind.KindDescription;
import org.diaflow.service.problem.GeneratorReader;
import org.diaflow.service.problem.ProblemSource;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity.Need;
import org.jspecify.annotations.Nullable;

/**
 * The reader of experiment documents: checks them, applies the defaults, and gives their meaning to
 * the engine.
 */
@ApplicationScoped
public class DocumentReader {

  private static final int MOST_CELLS = 1_000_000;

  private final Plugins plugins;
  private final GeneratorReader generators;
  private final ExperimentKinds kinds;
  private final Measures measures;

  DocumentReader(
      Plugins plugins, GeneratorReader generators, ExperimentKinds kinds, Measures measures) {
    this.plugins = plugins;
    this.generators = generators;
    this.kinds = kinds;
    this.measures = measures;
  }

  /**
   * {@code document} with every default filled in but the name's, which may still be null, ready
   * for {@link #definition}. What is wrong with names, seeds and numbers ends the request.
   *
   * @param sources where its problems come from
   */
  public ExperimentDocument complete(ExperimentDocument document, List<ProblemSource> sources) {
    KindDescription kind = kinds.named(document.kind()).description();
    var violations = new Violations();
    DocumentChecks.fields(document, kind, violations);
    DocumentChecks.words(document, violations);
    DocumentChecks.observables(document.observables(), measures, violations);
    DocumentChecks.measures(document.measures(), measures, violations);
    List<Long> seeds = DocumentChecks.seeds(document, sources, violations);
    StopSpec stop = DocumentChecks.stop(document.stop(), violations);
    violations.throwIfAny();
    boolean flows = kind.fields().contains("alphas");
    boolean solvers = kind.fields().contains("solvers");
    @Nullable String name = sources.size() == 1 ? sources.getFirst().name() : null;
    return new ExperimentDocument(
        document.name() == null ? name : document.name().strip(),
        document.kind(),
        Objects.requireNonNullElse(document.tags(), List.of()),
        document.problem() == null ? null : spelledOut(document.problem(), sources.getFirst()),
        flows ? document.depths() : List.of(),
        flows ? document.alphas() : AlphaGrid.of(),
        document.initialization(),
        seeds,
        Objects.requireNonNullElse(document.engines(), kind.engines()),
        Objects.requireNonNullElse(
            document.l1Solver(), new SolverSpec(Plugins.DEFAULT_SOLVER, null)),
        stop,
        Objects.requireNonNullElse(document.observables(), kind.observables()),
        document.solvers(),
        solvers ? Objects.requireNonNullElse(document.tolerances(), List.of()) : null,
        document.problems() == null ? null : spelledOut(document.problems(), sources),
        Objects.requireNonNullElse(document.measures(), kind.measures()));
  }

  /** What the completed {@code document} means; ends the request if something is wrong. */
  public Uni<ExperimentDefinition> definition(ExperimentDocument document) {
    return sources(document).map(sources -> definition(document, sources));
  }

  /**
   * The same where its problems have been read already.
   *
   * @param sources where its problems come from; null for those that are stored
   */
  public ExperimentDefinition definition(
      ExperimentDocument document, List<? extends @Nullable ProblemSource> sources) {
    ExperimentKind kind = kinds.named(document.kind());
    var violations = new Violations();
    @Nullable SolverChoice solver =
        plugins.solver(given(document.l1Solver()), "l1Solver", violations);
    Plan plan = kind.plan(document, problems(document, sources), violations);
    DocumentChecks.size(plan, MOST_CELLS, violations);
    violations.throwIfAny();
    List<String> kept = Objects.requireNonNullElse(document.measures(), List.of());
    return new ExperimentDefinition(
        kind,
        plan,
        given(solver),
        criteria(given(document.stop())),
        recording(given(document.observables())),
        kept,
        Collections.unmodifiableList(sources),
        kept.stream().anyMatch(this::needsFreshRows));
  }

  private static StopCriteria criteria(StopSpec stop) {
    return new StopCriteria(
        given(stop.residual()),
        given(stop.steps()),
        given(stop.seconds()),
        Objects.requireNonNullElse(stop.horizon(), Double.POSITIVE_INFINITY),
        Objects.requireNonNullElse(stop.distance(), 0.0));
  }

  private Recording recording(List<String> observables) {
    var found = new LinkedHashMap<String, Observable>();
    for (String name : observables) {
      Measure measure = measures.named(name);
      if (measure != null && measure.observable() != null) {
        found.put(name, measure.observable());
      }
    }
    return new Recording(observables, Map.copyOf(found));
  }

  private boolean needsFreshRows(String name) {
    Measure measure = measures.named(name);
    return measure != null && measure.quantity().needs().contains(Need.FRESH_ROWS);
  }

  /** Where the problems of the completed {@code document} come from; null where one is stored. */
  private Uni<List<@Nullable ProblemSource>> sources(ExperimentDocument document) {
    Uni<List<@Nullable ProblemSource>> sources = Uni.createFrom().item(ArrayList::new);
    for (ProblemSpec spec : specs(document)) {
      GeneratorSpec generator = spec.generator();
      sources =
          generator == null
              ? sources.invoke(list -> list.add(null))
              : sources.call(
                  list ->
                      generators
                          .read(generator, spec.name(), "problem.generator")
                          .invoke(list::add));
    }
    return sources;
  }

  private static List<ProblemSpec> specs(ExperimentDocument document) {
    return document.problems() == null ? List.of(given(document.problem())) : document.problems();
  }

  private static ProblemGrid problems(
      ExperimentDocument document, List<? extends @Nullable ProblemSource> sources) {
    ProblemSource first = sources.getFirst();
    List<PlanAxis> axes = sources.size() > 1 || first == null ? List.of() : first.axes();
    return new ProblemGrid(given(document.seeds()), labels(specs(document)), axes);
  }

  /** Names of problems, each once. */
  private static List<String> labels(List<ProblemSpec> specs) {
    var labels = new ArrayList<String>();
    for (ProblemSpec spec : specs) {
      GeneratorSpec generator = spec.generator();
      String kind = generator == null ? String.valueOf(spec.id()) : generator.kind();
      String label = spec.name() == null ? kind : spec.name();
      labels.add(labels.contains(label) ? "%s (%d)".formatted(label, labels.size() + 1) : label);
    }
    return labels;
  }

  /** {@code document} with every parameter of its plug-ins spelled out. */
  public ExperimentDocument spelledOut(
      ExperimentDocument document, ExperimentDefinition definition, List<ProblemSpec> problems) {
    SolverChoice solver = definition.solver();
    return new ExperimentDocument(
        document.name(),
        document.kind(),
        document.tags(),
        document.problem() == null ? null : problems.getFirst(),
        document.depths(),
        document.alphas(),
        document.initialization(),
        document.seeds(),
        given(document.engines()).stream().map(plugins::spelledOut).toList(),
        new SolverSpec(solver.solver().descriptor().id(), solver.parameters().values()),
        document.stop(),
        document.observables(),
        document.solvers() == null
            ? null
            : document.solvers().stream().map(plugins::spelledOut).toList(),
        document.tolerances(),
        document.problems() == null ? null : problems,
        document.measures());
  }

  private static List<ProblemSpec> spelledOut(
      List<ProblemSpec> problems, List<ProblemSource> sources) {
    var specs = new ArrayList<ProblemSpec>();
    for (int k = 0; k < problems.size(); k++) {
      specs.add(spelledOut(problems.get(k), sources.get(k)));
    }
    return specs;
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
