package org.diaflow.engine.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The unit of computation, of retry and of storage of an experiment. */
public sealed interface Cell permits FlowCell, SolverCell, CertificateCell {

  /** Position in the experiment, from 0. */
  int index();

  /** Its problem. */
  ProblemPoint problem();

  /** Id of what computes it: {@code limit}, an integrator's or an ℓ¹ solver's. */
  String engineId();

  /** Seed of the problem. */
  default long seed() {
    return problem().seed();
  }

  /** Depth D, NaN where there is no network. */
  default double depth() {
    return Double.NaN;
  }

  /** Scale α, NaN where there is no network. */
  default double alpha() {
    return Double.NaN;
  }

  /**
   * What determines its numbers beside the problem, the solver that finds the minimizer and the
   * stop rule; null where its numbers are times, which nothing determines.
   */
  default @Nullable List<Object> determinants() {
    return List.of();
  }

  /** The plug-in that computes it, or null for the engine. */
  default @Nullable Object plugin() {
    return null;
  }
}
