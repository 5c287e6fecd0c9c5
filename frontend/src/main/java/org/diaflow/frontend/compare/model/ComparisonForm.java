package org.diaflow.frontend.compare.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.problem.model.ProblemForm;
import org.jspecify.annotations.Nullable;

/**
 * The form of a comparison as values.
 *
 * @param problem what it says of the problem
 * @param problems number of problems: seeds 1, 2, …
 * @param solvers ids of the solvers
 * @param tolerances numbers separated by commas or spaces, or blank for each solver's own
 * @param seconds most seconds for a run
 */
public record ComparisonForm(
    ProblemForm problem, int problems, List<String> solvers, String tolerances, double seconds) {

  private static final double SECONDS = 30;

  /** The form that states {@code document}; what a form cannot say is left at its defaults. */
  public static ComparisonForm of(ExperimentDocument document) {
    List<Long> seeds = document.seeds();
    List<Double> tolerances = Objects.requireNonNullElse(document.tolerances(), List.of());
    StopSpec stop = document.stop();
    return new ComparisonForm(
        ProblemForm.of(document.problem()),
        seeds == null ? 1 : seeds.size(),
        Objects.requireNonNullElse(document.solvers(), List.<SolverSpec>of()).stream()
            .map(SolverSpec::id)
            .toList(),
        tolerances.stream().map(Numbers::exact).collect(Collectors.joining(", ")),
        stop == null ? SECONDS : number(stop.seconds(), SECONDS));
  }

  /**
   * The document that this form states; what it cannot say of the problem is that of {@code
   * previous}.
   *
   * @throws IllegalArgumentException with a sentence on what is wrong
   */
  public ExperimentDocument document(@Nullable ProblemSpec previous) {
    require(!solvers.isEmpty(), "Choose at least one solver.");
    require(problems >= 1, "Give at least one problem.");
    ProblemForm.Reading read = problem.read(previous);
    read.errors().forEach((field, sentence) -> require(false, "%s: %s".formatted(field, sentence)));
    ProblemSpec stated = read.problem();
    if (stated == null) {
      throw new IllegalArgumentException("Choose a problem; only the document can state several.");
    }
    return ExperimentDocument.comparison(
        name(),
        stated,
        problem.generated() ? LongStream.rangeClosed(1, problems).boxed().toList() : null,
        solvers.stream().map(solver -> new SolverSpec(solver, null)).toList(),
        parsedTolerances(),
        new StopSpec(null, null, seconds));
  }

  private String name() {
    return problem.generated() ? "Solvers: " + problem.source() : "Solvers on a stored problem";
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

  private static <T> T number(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }
}
