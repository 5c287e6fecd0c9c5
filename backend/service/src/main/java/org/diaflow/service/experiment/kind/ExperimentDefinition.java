package org.diaflow.service.experiment.kind;

import java.util.List;
import java.util.Map;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.problem.ProblemSource;
import org.diaflow.spi.Observable;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an experiment document to the engine.
 *
 * @param kind its kind
 * @param plan the cells
 * @param solver finds the minimizer of every problem; in a comparison, where the planted vector is
 *     none
 * @param stop when a cell stops
 * @param recording what is recorded along flows
 * @param measures names of the numbers kept of every cell
 * @param sources where its problems come from; null for those that are stored
 * @param freshRows whether a measure needs fresh rows
 */
public record ExperimentDefinition(
    ExperimentKind kind,
    Plan plan,
    SolverChoice solver,
    StopCriteria stop,
    Recording recording,
    List<String> measures,
    List<@Nullable ProblemSource> sources,
    boolean freshRows) {

  /** Turns a seed into one that nobody states: the golden ratio's bits. */
  private static final long OTHER_SEED = 0x9E3779B97F4A7C15L;

  /**
   * What is recorded along flows.
   *
   * @param observables names
   * @param measures the measures among them, by name
   */
  public record Recording(List<String> observables, Map<String, Observable> measures) {}

  /** The problem at {@code point}, made by its generator. */
  public RegressionProblem generated(ProblemPoint point) {
    return source(point).maker().problem(point.parameters(), point.seed());
  }

  /**
   * A problem of the distribution of the one at {@code point} whose rows it does not have; null
   * where no measure needs them, or there is no such distribution.
   */
  public @Nullable RegressionProblem fresh(ProblemPoint point) {
    ProblemSource source = freshRows ? sources.get(point.source()) : null;
    return source == null || !source.random()
        ? null
        : source.maker().problem(point.parameters(), point.seed() ^ OTHER_SEED);
  }

  /** Where the problem at {@code point} comes from: a text that tells it from all others. */
  public String recipe(ProblemPoint point) {
    return "%s %s %d".formatted(source(point).generator(), point.parameters(), point.seed());
  }

  private ProblemSource source(ProblemPoint point) {
    ProblemSource source = sources.get(point.source());
    if (source == null) {
      throw new IllegalStateException("A stored problem has no generator.");
    }
    return source;
  }
}
