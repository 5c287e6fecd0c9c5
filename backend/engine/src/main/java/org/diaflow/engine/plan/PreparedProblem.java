package org.diaflow.engine.plan;

import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;

/** A problem with what must be known of it before its cells can be computed. Thread-safe. */
public interface PreparedProblem {

  /** The problem. */
  RegressionProblem problem();

  /** The same with rows of the problem's distribution that it does not have, to predict on. */
  default PreparedProblem withFreshRows(Matrix rows) {
    return this;
  }
}
