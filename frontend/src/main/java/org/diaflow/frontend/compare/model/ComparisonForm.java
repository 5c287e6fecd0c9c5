package org.diaflow.frontend.compare.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The form of a comparison as values.
 *
 * @param problem kind of problem
 * @param rows N
 * @param columns d
 * @param sparsity nonzeros of x*
 * @param nonzerosPerColumn nonzeros of each column of a sparse A
 * @param margin largest |a_jᵀν| off the support
 * @param decades decades between the entries of x*
 * @param noise η
 * @param id id of the stored problem, or empty
 * @param problems number of problems: seeds 1, 2, …
 * @param solvers ids of the solvers
 * @param tolerances numbers separated by commas or spaces, or blank for each solver's own
 * @param seconds most seconds for a run
 */
public record ComparisonForm(
    ProblemChoice problem,
    int rows,
    int columns,
    int sparsity,
    int nonzerosPerColumn,
    double margin,
    double decades,
    double noise,
    String id,
    int problems,
    List<String> solvers,
    String tolerances,
    double seconds) {

  private static final double SECONDS = 30;

  /** The form that states {@code document}; what a form cannot say is left at its defaults. */
  public static ComparisonForm of(ExperimentDocument document) {
    GeneratorSpec generator = document.problem().generator();
    List<Long> seeds = document.seeds();
    List<Double> tolerances = Objects.requireNonNullElse(document.tolerances(), List.of());
    StopSpec stop = document.stop();
    return new ComparisonForm(
        ProblemChoice.of(document.problem()),
        (int) value(generator, "rows", 50),
        (int) value(generator, "columns", 150),
        (int) value(generator, "sparsity", 8),
        (int) value(generator, "nonzerosPerColumn", 10),
        value(generator, "margin", 0.8),
        value(generator, "decades", 5.0),
        value(generator, "noise", 0.0),
        Objects.requireNonNullElse(document.problem().id(), ""),
        seeds == null ? 1 : seeds.size(),
        Objects.requireNonNullElse(document.solvers(), List.<SolverSpec>of()).stream()
            .map(SolverSpec::id)
            .toList(),
        tolerances.stream().map(Numbers::exact).collect(Collectors.joining(", ")),
        stop == null ? SECONDS : number(stop.seconds(), SECONDS));
  }

  /**
   * The document that this form states.
   *
   * @throws IllegalArgumentException with a sentence on what is wrong
   */
  public ExperimentDocument document() {
    require(!solvers.isEmpty(), "Choose at least one solver.");
    require(problem != ProblemChoice.STORED || !id.isBlank(), "Choose a stored problem.");
    require(problems >= 1, "Give at least one problem.");
    boolean random = problem != ProblemChoice.STORED;
    return ExperimentDocument.comparison(
        name(),
        spec(),
        random ? LongStream.rangeClosed(1, problems).boxed().toList() : null,
        solvers.stream().map(solver -> new SolverSpec(solver, null)).toList(),
        parsedTolerances(),
        new StopSpec(null, null, seconds));
  }

  private String name() {
    return problem == ProblemChoice.STORED
        ? "Solvers on a stored problem"
        : "Solvers: %s, %d × %d".formatted(problem.title(), rows, columns);
  }

  private ProblemSpec spec() {
    return switch (problem) {
      case STORED -> ProblemSpec.stored(id);
      case DYNAMIC_RANGE ->
          ProblemSpec.generated(
              GeneratorSpec.of("dynamic-range")
                  .with("rows", rows)
                  .with("columns", columns)
                  .with("sparsity", sparsity)
                  .with("margin", margin)
                  .with("decades", decades));
      case CERTIFIED ->
          ProblemSpec.generated(
              GeneratorSpec.of("certified")
                  .with("rows", rows)
                  .with("columns", columns)
                  .with("sparsity", sparsity)
                  .with("margin", margin));
      case SPARSE_CERTIFIED ->
          ProblemSpec.generated(
              GeneratorSpec.of("sparse-certified")
                  .with("rows", rows)
                  .with("columns", columns)
                  .with("sparsity", sparsity)
                  .with("nonzerosPerColumn", nonzerosPerColumn)
                  .with("margin", margin));
      case GAUSSIAN ->
          ProblemSpec.generated(
              GeneratorSpec.of("gaussian")
                  .with("rows", rows)
                  .with("columns", columns)
                  .with("sparsity", sparsity)
                  .with("noise", noise));
      case NON_UNIQUE ->
          ProblemSpec.generated(
              GeneratorSpec.of("non-unique")
                  .with("rows", rows)
                  .with("columns", columns)
                  .with("sparsity", sparsity));
    };
  }

  private @Nullable List<Double> parsedTolerances() {
    var parsed = new ArrayList<Double>();
    for (String word : Arrays.stream(tolerances.split("[,;\\s]+", -1)).toList()) {
      if (word.isEmpty()) {
        continue;
      }
      try {
        parsed.add(Double.valueOf(word));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "The tolerance '%s' is no number; write e.g. 1e-4, 1e-8.".formatted(word), e);
      }
    }
    return parsed.isEmpty() ? null : parsed;
  }

  private static void require(boolean fine, String remedy) {
    if (!fine) {
      throw new IllegalArgumentException(remedy);
    }
  }

  private static double value(@Nullable GeneratorSpec generator, String name, double otherwise) {
    return number(generator == null ? null : generator.value(name), otherwise);
  }

  private static <T> T number(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }
}
