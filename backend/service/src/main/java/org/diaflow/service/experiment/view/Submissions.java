package org.diaflow.service.experiment.view;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.service.access.User;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.document.DocumentChecks;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.problem.InitializationReader;
import org.diaflow.service.problem.ProblemReader;
import org.diaflow.service.problem.ProblemSource;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/** The making, checking and storing of the problems of a new experiment. */
@ApplicationScoped
class Submissions {

  private static final long MOST_NUMBERS = 64_000_000;
  private static final long MOST_PROBLEMS = 1_000_000;

  private final ProblemStore store;

  Submissions(ProblemStore store) {
    this.store = store;
  }

  /**
   * The problems of {@code definition}, stored where its kind wants that; otherwise one of every
   * combination of parameters is made to see that there is one. Nothing is stored if anything is
   * wrong with one of them.
   */
  Uni<Submission> of(
      ExperimentDocument document,
      ExperimentDefinition definition,
      List<ProblemSource> sources,
      User owner) {
    ProblemGrid grid = definition.plan().problems();
    boolean stored =
        definition.kind().description().storedProblems()
            || sources.stream().anyMatch(source -> source.generator() == null);
    if (grid.size() > MOST_PROBLEMS) {
      throw Violations.single(
          "seeds",
          "%d problems".formatted(grid.size()),
          "Keep an experiment at %d problems.".formatted(MOST_PROBLEMS));
    }
    @Nullable Initialization initialization =
        InitializationReader.read(document.initialization(), new Violations());
    int count = (int) (stored ? grid.size() : grid.size() / grid.seeds().size());
    var made = new ArrayList<RegressionProblem>();
    long numbers = 0;
    for (int position = 0; position < count; position++) {
      ProblemPoint point = grid.point(position);
      RegressionProblem problem =
          sources.get(point.source()).maker().problem(point.parameters(), point.seed());
      if (definition.kind().description().denseProblems()) {
        ProblemReader.requireDense(problem, "problem");
        InitializationReader.requireLength(initialization, problem.columns());
        DocumentChecks.coordinates(document, problem.columns());
      }
      numbers += problem.matrix().values().length;
      if (stored && numbers > MOST_NUMBERS) {
        throw Violations.single(
            "seeds",
            "%d problems of %d × %d".formatted(grid.size(), problem.rows(), problem.columns()),
            "Keep the matrices of all seeds together at %d entries.".formatted(MOST_NUMBERS));
      }
      if (stored || made.isEmpty()) {
        made.add(problem);
      }
    }
    String name = Objects.requireNonNullElse(document.name(), made.getFirst().provenance());
    @Nullable String problemName = sources.size() == 1 ? sources.getFirst().name() : null;
    Uni<List<@Nullable String>> saved =
        stored
            ? store.saveAll(made, problemName, owner).map(ArrayList::new)
            : Uni.createFrom().item(Collections.nCopies((int) grid.size(), null));
    return saved.map(
        ids -> new Submission(document.withName(name), specs(document, sources, ids), ids));
  }

  /** A matrix is kept once, as a problem; the document refers to it. */
  private static List<ProblemSpec> specs(
      ExperimentDocument document, List<ProblemSource> sources, List<@Nullable String> ids) {
    List<ProblemSpec> stated =
        document.problems() == null
            ? List.of(Objects.requireNonNull(document.problem()))
            : document.problems();
    var specs = new ArrayList<ProblemSpec>();
    for (int k = 0; k < stated.size(); k++) {
      specs.add(
          sources.get(k).generator() == null
              ? ProblemSpec.stored(Objects.requireNonNull(ids.get(k)))
              : stated.get(k));
    }
    return specs;
  }
}
