package org.diaflow.engine;

import org.diaflow.spi.RegressionProblem;

/** A problem with what must be known of it before its cells can be computed. Thread-safe. */
public sealed interface PreparedProblem permits CertifiedProblem, SolverComparison {

  /** The problem. */
  RegressionProblem problem();
}
