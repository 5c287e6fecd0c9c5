package org.diaflow.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as clients state it; only kind, problem, depths and alphas are required, for kind
 * {@code solver-comparison} kind, problem and solvers, for {@code phase-diagram} kind and problem.
 * Unknown fields are an error. The stored document shows the defaults that were applied. Every
 * parameter of the problem's generator may have several values: an axis of the experiment.
 *
 * @param name a name for people
 * @param kind {@code error-vs-scale}, {@code generalization}, {@code trajectory}, {@code
 *     saddle-to-saddle}, {@code phase-diagram} or {@code solver-comparison}
 * @param tags words to find the experiment by
 * @param problem the problem or its generator; null beside {@code problems}
 * @param depths depths D, each real and ≥ 2
 * @param alphas initialization scales α in [1e-300, 1e300]
 * @param initialization shape of the start over the coordinates, or null for the uniform one
 * @param seeds seeds of a random generator, one problem each; in JSON also {@code "1-20"}
 * @param engines what computes each (depth, α, seed)
 * @param l1Solver finds the minimizer g*
 * @param stop when a cell stops
 * @param observables names of quantities to record along a flow; none by default, and for kind
 *     {@code trajectory} loss, l1Norm and distanceToLimit
 * @param solvers the ℓ¹ solvers of a {@code solver-comparison}; l1Solver then finds the minimizer
 *     where the planted vector is none
 * @param tolerances values of the parameter {@code tolerance} for every solver that has one; by
 *     default each solver's own
 * @param problems several problems instead of one, each an own value of the axis {@code problem}
 * @param measures names of the numbers kept of every cell, see {@code GET /api/measures}; by
 *     default those of the kind
 */
public record ExperimentDocument(
    @Nullable String name,
    String kind,
    @Nullable List<String> tags,
    @Nullable ProblemSpec problem,
    List<Double> depths,
    AlphaGrid alphas,
    @Nullable InitializationSpec initialization,
    @JsonDeserialize(using = Seeds.class) @Nullable List<Long> seeds,
    @Nullable List<EngineSpec> engines,
    @Nullable SolverSpec l1Solver,
    @Nullable StopSpec stop,
    @Nullable List<String> observables,
    @Nullable List<SolverSpec> solvers,
    @Nullable List<Double> tolerances,
    @Nullable List<ProblemSpec> problems,
    @Nullable List<String> measures) {

  /** An experiment on one problem with the measures of its kind. */
  public ExperimentDocument(
      @Nullable String name,
      String kind,
      @Nullable List<String> tags,
      ProblemSpec problem,
      List<Double> depths,
      AlphaGrid alphas,
      @Nullable InitializationSpec initialization,
      @Nullable List<Long> seeds,
      @Nullable List<EngineSpec> engines,
      @Nullable SolverSpec l1Solver,
      @Nullable StopSpec stop,
      @Nullable List<String> observables,
      @Nullable List<SolverSpec> solvers,
      @Nullable List<Double> tolerances) {
    this(
        name,
        kind,
        tags,
        problem,
        depths,
        alphas,
        initialization,
        seeds,
        engines,
        l1Solver,
        stop,
        observables,
        solvers,
        tolerances,
        null,
        null);
  }

  /** An experiment with flows and limits, without a comparison. */
  public ExperimentDocument(
      @Nullable String name,
      String kind,
      @Nullable List<String> tags,
      ProblemSpec problem,
      List<Double> depths,
      AlphaGrid alphas,
      @Nullable InitializationSpec initialization,
      @Nullable List<Long> seeds,
      @Nullable List<EngineSpec> engines,
      @Nullable SolverSpec l1Solver,
      @Nullable StopSpec stop,
      @Nullable List<String> observables) {
    this(
        name,
        kind,
        tags,
        problem,
        depths,
        alphas,
        initialization,
        seeds,
        engines,
        l1Solver,
        stop,
        observables,
        null,
        null);
  }

  /** A comparison of {@code solvers} on {@code problem}, with defaults for everything else. */
  public static ExperimentDocument comparison(
      @Nullable String name,
      ProblemSpec problem,
      @Nullable List<Long> seeds,
      List<SolverSpec> solvers,
      @Nullable List<Double> tolerances,
      @Nullable StopSpec stop) {
    return new ExperimentDocument(
        name,
        SOLVER_COMPARISON,
        null,
        problem,
        List.of(),
        AlphaGrid.of(),
        null,
        seeds,
        null,
        null,
        stop,
        null,
        solvers,
        tolerances);
  }

  /** The same document with other tags. */
  public ExperimentDocument withTags(List<String> others) {
    return with(name, others);
  }

  /** The same document with another name. */
  public ExperimentDocument withName(String other) {
    return with(other, tags);
  }

  private ExperimentDocument with(@Nullable String name, @Nullable List<String> tags) {
    return new ExperimentDocument(
        name,
        kind,
        tags,
        problem,
        depths,
        alphas,
        initialization,
        seeds,
        engines,
        l1Solver,
        stop,
        observables,
        solvers,
        tolerances,
        problems,
        measures);
  }

  /** The kind on the home page: ‖x^∞ − g*‖₁ against α. */
  public static final String ERROR_VS_SCALE = "error-vs-scale";

  /** Flows watched while they run. */
  public static final String TRAJECTORY = "trajectory";

  /** Errors against the planted vector by scale and depth. */
  public static final String GENERALIZATION = "generalization";

  /** Flows from a tiny start against the path for α → 0. */
  public static final String SADDLE_TO_SADDLE = "saddle-to-saddle";

  /** Certificates over two parameters of a generator. */
  public static final String PHASE_DIAGRAM = "phase-diagram";

  /** ℓ¹ solvers on the same problems. */
  public static final String SOLVER_COMPARISON = "solver-comparison";
}
