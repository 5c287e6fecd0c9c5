package org.diaflow.engine.plan;

import org.diaflow.spi.RegressionProblem;

/** A problem with what must be known of it before its cells can be computed. Thread-safe. */
public interface PreparedProblem {

  /** The problem. */
  RegressionProblem problem();
}
