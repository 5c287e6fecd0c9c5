package org.diaflow.service.problem;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ProblemCheck;
import org.jspecify.annotations.Nullable;

/** Checks {@link GeneratorSpec}s against the generators of the catalogue. */
@ApplicationScoped
public class GeneratorReader {

  /** Most combinations of parameters. */
  private static final int MOST_COMBINATIONS = 100_000;

  private final Plugins plugins;
  private final ProblemStore store;

  GeneratorReader(Plugins plugins, ProblemStore store) {
    this.plugins = plugins;
    this.store = store;
  }

  /**
   * Where the problems of {@code spec} come from; ends the request if it names no generator, or
   * parameters that this one does not take.
   *
   * @param name a name for the problems, or null
   * @param field what {@code spec} is called in errors
   */
  public Uni<ProblemSource> read(GeneratorSpec spec, @Nullable String name, String field) {
    return generator(spec, field).map(generator -> source(generator, spec, name, field));
  }

  private static ProblemSource source(
      ProblemGenerator generator, GeneratorSpec spec, @Nullable String name, String field) {
    GeneratorParameters parameters = GeneratorParameters.read(spec, generator, field);
    boolean random = false;
    for (Map<String, Double> coordinates : combinations(parameters.axes(), field)) {
      Parameters at = parameters.at(coordinates);
      random |= generator.random(at);
      long entries = generator.entries(at);
      if (entries > ProblemReader.MOST_ENTRIES) {
        throw ProblemReader.tooLarge(field, "%d entries N·d".formatted(entries));
      }
    }
    if (!random && spec.seed() != null) {
      throw Violations.single(
          field + ".seed",
          spec.seed(),
          "Remove it: with these parameters the problem is not random (%s)"
              .formatted(generator.descriptor().summary()));
    }
    return new ProblemSource(
        random,
        spec.seed(),
        name,
        parameters.spelledOut().withProblem(spec.problem()),
        parameters.axes(),
        (coordinates, seed) -> generate(generator, parameters.at(coordinates), seed, field));
  }

  private Uni<ProblemGenerator> generator(GeneratorSpec spec, String field) {
    if (spec.kind().equals(GeneratorSpec.FILE)) {
      if (spec.problem() == null) {
        throw Violations.single(
            field + ".problem", null, "Give the id of the stored problem whose rows to sample.");
      }
      return store.get(spec.problem()).map(stored -> sampled(stored.problem(), field));
    }
    if (spec.problem() != null) {
      throw Violations.single(
          field + ".problem",
          spec.problem(),
          "Remove it: only generator %s takes it.".formatted(GeneratorSpec.FILE));
    }
    @Nullable ProblemGenerator generator = plugins.generator(spec.kind());
    if (generator == null) {
      throw Violations.single(
          field + ".kind",
          spec.kind(),
          "Choose one of %s, %s."
              .formatted(String.join(", ", plugins.generatorIds()), GeneratorSpec.FILE));
    }
    return Uni.createFrom().item(generator);
  }

  private static ProblemGenerator sampled(RegressionProblem whole, String field) {
    ProblemReader.requireDense(whole, field + ".problem");
    return new SampledRows(whole);
  }

  private static List<Map<String, Double>> combinations(List<PlanAxis> axes, String field) {
    var grid = new ProblemGrid(List.of(1L), List.of(""), axes);
    if (grid.size() > MOST_COMBINATIONS) {
      throw Violations.single(
          field,
          "%d combinations of parameters".formatted(grid.size()),
          "Give at most %d.".formatted(MOST_COMBINATIONS));
    }
    var combinations = new ArrayList<Map<String, Double>>();
    for (int position = 0; position < grid.size(); position++) {
      combinations.add(grid.point(position).parameters());
    }
    return combinations;
  }

  /** The problem of {@code seed}; ends the request if the parameters do not go together. */
  private static RegressionProblem generate(
      ProblemGenerator generator, Parameters parameters, long seed, String field) {
    RegressionProblem problem;
    try {
      problem = generator.generate(parameters, seed);
    } catch (ArgumentOutOfRangeException e) {
      throw Violations.single(field + "." + e.name(), e.value(), e.remedy());
    }
    ProblemCheck.requireSolvable(Objects.requireNonNull(problem));
    return problem;
  }
}
