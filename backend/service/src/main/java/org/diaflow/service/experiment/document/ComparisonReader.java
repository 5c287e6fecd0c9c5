package org.diaflow.service.experiment.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.SolverSpec;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.GridReader;
import org.jspecify.annotations.Nullable;

/** The reader of what only documents of kind {@code solver-comparison} have. */
final class ComparisonReader {

  private ComparisonReader() {}

  /** Notes fields that {@code document} has and a document of its kind must not have. */
  static void checkFields(ExperimentDocument document, Violations violations) {
    if (!isComparison(document)) {
      refuse(
          document.solvers(), "solvers", "Use kind solver-comparison, or remove it.", violations);
      refuse(
          document.tolerances(),
          "tolerances",
          "Use kind solver-comparison, or remove it.",
          violations);
      return;
    }
    String remedy = "Remove it: a solver-comparison has no flows.";
    refuse(document.depths(), "depths", remedy, violations);
    AlphaGrid alphas = document.alphas();
    violations.require(
        alphas == null || (alphas.values() != null && alphas.values().isEmpty()),
        "alphas",
        alphas,
        remedy);
    refuse(document.engines(), "engines", remedy, violations);
    refuse(document.observables(), "observables", remedy, violations);
    violations.require(
        document.initialization() == null, "initialization", document.initialization(), remedy);
  }

  static boolean isComparison(ExperimentDocument document) {
    return ExperimentDocument.SOLVER_COMPARISON.equals(document.kind());
  }

  private static void refuse(
      @Nullable List<?> values, String field, String remedy, Violations violations) {
    violations.require(values == null || values.isEmpty(), field, values, remedy);
  }

  /** The runs {@code document} asks for; what is wrong goes to {@code violations}. */
  static ComparisonPlan plan(ExperimentDocument document, Plugins plugins, Violations violations) {
    List<@Nullable SolverSpec> specs = Objects.requireNonNullElse(document.solvers(), List.of());
    violations.require(
        !specs.isEmpty(), "solvers", "[]", "Give at least one, e.g. [{\"id\": \"homotopy\"}].");
    List<@Nullable Double> tolerances =
        Objects.requireNonNullElse(document.tolerances(), List.of());
    GridReader.requireDistinct(tolerances, "tolerances", violations);
    var choices = new ArrayList<SolverChoice>();
    for (int i = 0; i < specs.size(); i++) {
      SolverSpec spec = specs.get(i);
      String field = "solvers[%d]".formatted(i);
      if (spec == null) {
        violations.add(field, "null", "Give {\"id\": ID}.");
        continue;
      }
      SolverChoice choice = plugins.solver(spec, field, violations);
      if (choice != null) {
        choices.addAll(atTolerances(choice, tolerances, violations));
      }
    }
    requireDistinct(choices, violations);
    return new ComparisonPlan(Objects.requireNonNull(document.seeds()), choices);
  }

  private static List<SolverChoice> atTolerances(
      SolverChoice choice, List<@Nullable Double> tolerances, Violations violations) {
    if (tolerances.isEmpty() || !choice.hasTolerance()) {
      return List.of(choice);
    }
    var choices = new ArrayList<SolverChoice>();
    for (int k = 0; k < tolerances.size(); k++) {
      Double tolerance = tolerances.get(k);
      String field = "tolerances[%d]".formatted(k);
      if (tolerance == null) {
        violations.add(field, "null", "Give a positive number.");
        continue;
      }
      try {
        choices.add(choice.withTolerance(tolerance));
      } catch (IllegalArgumentException outOfRange) {
        violations.add(
            field,
            tolerance,
            "%s: %s".formatted(choice.solver().descriptor().id(), outOfRange.getMessage()));
      }
    }
    return choices;
  }

  private static void requireDistinct(List<SolverChoice> choices, Violations violations) {
    List<String> contestants =
        choices.stream()
            .map(
                choice ->
                    choice.solver().descriptor().id()
                        + " "
                        + choice.parameters().values().get(SolverChoice.TOLERANCE))
            .toList();
    GridReader.requireDistinct(contestants, "solvers", violations);
  }

  /** The solvers of {@code plan}, each once, with every parameter spelled out. */
  static List<SolverSpec> spelledOut(ComparisonPlan plan) {
    Map<String, SolverSpec> specs = new LinkedHashMap<>();
    for (SolverChoice choice : plan.solvers()) {
      String id = choice.solver().descriptor().id();
      specs.putIfAbsent(id, new SolverSpec(id, choice.parameters().values()));
    }
    return List.copyOf(specs.values());
  }
}
