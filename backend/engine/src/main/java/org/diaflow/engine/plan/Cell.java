package org.diaflow.engine.plan;

/** The unit of computation, of retry and of storage of an experiment. */
public sealed interface Cell permits FlowCell, SolverCell {

  /** Position in the experiment, from 0. */
  int index();

  /** Seed of the problem. */
  long seed();

  /** Id of what computes it: {@code limit}, an integrator's or an ℓ¹ solver's. */
  String engineId();
}
