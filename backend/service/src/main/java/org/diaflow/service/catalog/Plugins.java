package org.diaflow.service.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.engine.measure.Measures;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.PluginCatalog;
import org.diaflow.engine.plugin.PluginEntry;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The plug-ins found at start-up, and the choice of one as clients state it. */
@ApplicationScoped
public class Plugins {

  /** The solver used when a request names none. */
  public static final String DEFAULT_SOLVER = "homotopy";

  /** The integrator used for trajectories when a request names none. */
  public static final String DEFAULT_INTEGRATOR = "mirror-rosenbrock";

  private final PluginCatalog catalog;

  Plugins(@ConfigProperty(name = "diaflow.plugins") Optional<Path> directory) {
    this.catalog = directory.map(PluginCatalog::load).orElseGet(PluginCatalog::load);
  }

  /** The engine's measures and those of the plug-ins. */
  @Produces
  @Singleton
  Measures measures() {
    return new Measures(catalog);
  }

  /** Every plug-in, usable or not. */
  public List<PluginEntry> entries() {
    return catalog.entries();
  }

  /** The plug-in of {@code kind} with this id, if it is loaded. */
  public Optional<PluginEntry> entry(PluginEntry.Kind kind, String id) {
    return loaded(kind).filter(e -> id.equals(descriptor(e).id())).findFirst();
  }

  /** The problem generator called {@code id}, or null. */
  public @Nullable ProblemGenerator generator(String id) {
    return catalog.generator(id);
  }

  /** The ids of all problem generators, in order. */
  public List<String> generatorIds() {
    return loaded(PluginEntry.Kind.GENERATOR).map(e -> descriptor(e).id()).toList();
  }

  /** The engine {@code spec} chooses, or null with the reason in {@code violations}. */
  public @Nullable EngineChoice engine(EngineSpec spec, String field, Violations violations) {
    if (spec.integrator() == null) {
      return EngineChoice.LIMIT;
    }
    var integrator = catalog.integrator(spec.integrator());
    if (integrator == null) {
      violations.add(
          field + ".integrator",
          spec.integrator(),
          "Choose \"limit\" or one of: %s.".formatted(ids(PluginEntry.Kind.INTEGRATOR)));
      return null;
    }
    Parameters parameters =
        parameters(integrator.descriptor(), spec.parameters(), field, violations);
    return parameters == null ? null : new EngineChoice(integrator, parameters);
  }

  /** The solver {@code spec} chooses, or null with the reason in {@code violations}. */
  public @Nullable SolverChoice solver(SolverSpec spec, String field, Violations violations) {
    var solver = catalog.l1Solver(spec.id());
    if (solver == null) {
      violations.add(
          field + ".id",
          spec.id(),
          "Choose one of: %s.".formatted(ids(PluginEntry.Kind.L1_SOLVER)));
      return null;
    }
    Map<String, Double> chosen = Objects.requireNonNullElse(spec.parameters(), Map.of());
    Parameters parameters = parameters(solver.descriptor(), chosen, field, violations);
    return parameters == null ? null : new SolverChoice(solver, parameters);
  }

  /** {@code spec}, which names an engine there is, with every parameter. */
  public EngineSpec spelledOut(EngineSpec spec) {
    EngineChoice engine = engine(spec, "engines", new Violations());
    return engine == null || engine.integrator() == null
        ? spec
        : new EngineSpec(engine.id(), engine.parameters().values());
  }

  /** {@code spec}, which names a solver there is, with every parameter. */
  public SolverSpec spelledOut(SolverSpec spec) {
    SolverChoice solver = solver(spec, "solvers", new Violations());
    return solver == null ? spec : new SolverSpec(spec.id(), solver.parameters().values());
  }

  private static @Nullable Parameters parameters(
      Descriptor descriptor,
      Map<String, @Nullable Double> chosen,
      String field,
      Violations violations) {
    if (chosen.values().stream().anyMatch(Objects::isNull)) {
      violations.add(field + ".parameters", chosen, "Give a number for each, or leave it out.");
      return null;
    }
    try {
      return Parameters.of(descriptor, chosen);
    } catch (IllegalArgumentException e) {
      violations.add(field + ".parameters", chosen, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private String ids(PluginEntry.Kind kind) {
    String ids =
        loaded(kind).map(e -> descriptor(e).id()).sorted().collect(Collectors.joining(", "));
    return ids.isEmpty() ? "none is installed" : ids;
  }

  private java.util.stream.Stream<PluginEntry> loaded(PluginEntry.Kind kind) {
    return catalog.entries().stream()
        .filter(e -> e.kind() == kind && e.state() == PluginEntry.State.LOADED)
        .filter(e -> e.descriptor() != null);
  }

  private static Descriptor descriptor(PluginEntry entry) {
    return Objects.requireNonNull(entry.descriptor());
  }
}
