package org.diaflow.service.experiment.kind;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.SolverSpec;
import org.diaflow.engine.compare.SolverComparison;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.engine.plan.SolverCell;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.GridReader;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/** ℓ¹ solvers on the same problems, each at every tolerance. */
@ApplicationScoped
class SolverComparisonKind implements ExperimentKind {

  private static final KindDescription DESCRIPTION =
      new KindDescription(
          ExperimentDocument.SOLVER_COMPARISON,
          "Comparison of ℓ¹ solvers",
          KindDescription.SOLVER_FIELDS,
          List.of(),
          List.of(),
          List.of(),
          new FirstView("seed", false, List.of("seconds")),
          false,
          true,
          true);

  private final Plugins plugins;

  SolverComparisonKind(Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public KindDescription description() {
    return DESCRIPTION;
  }

  @Override
  public ComparisonPlan plan(
      ExperimentDocument document, ProblemGrid problems, Violations violations) {
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
    return new ComparisonPlan(problems, choices);
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

  @Override
  public Prepared prepare(
      RegressionProblem problem, ExperimentDefinition definition, Budget budget) {
    long start = System.nanoTime();
    double seconds = definition.stop().seconds();
    return Prepared.of(SolverComparison.of(problem, definition.solver(), seconds, budget), start);
  }

  @Override
  public CellResult compute(CellWork work) {
    SolverChoice solver = ((SolverCell) work.cell()).solver();
    var comparison = (SolverComparison) work.problem().problem();
    double seconds = work.definition().stop().seconds();
    return new CellResult.SolverRun(comparison.run(solver, seconds, work.budget()));
  }
}
