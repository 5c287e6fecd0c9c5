package org.diaflow.engine.plan;

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
}
