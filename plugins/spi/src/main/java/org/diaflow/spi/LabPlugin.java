package org.diaflow.spi;

import java.util.List;

/**
 * A bundle of integrators, ℓ¹ solvers, problem generators and measures: the one type looked up
 * through {@link java.util.ServiceLoader}.
 *
 * <p>The jar names its implementation in {@code META-INF/services/org.diaflow.spi.LabPlugin}. All
 * lists may be empty; an exception from any method marks the plug-in as broken, with the exception
 * as the reason.
 */
public interface LabPlugin {

  /** The integrators of this plug-in, stateless and safe for concurrent use. */
  default List<Integrator> integrators() {
    return List.of();
  }

  /** The ℓ¹ solvers of this plug-in, stateless and safe for concurrent use. */
  default List<L1Solver> l1Solvers() {
    return List.of();
  }

  /** The problem generators of this plug-in, stateless and safe for concurrent use. */
  default List<ProblemGenerator> generators() {
    return List.of();
  }

  /** The measures of this plug-in, stateless and safe for concurrent use. */
  default List<Observable> observables() {
    return List.of();
  }
}
