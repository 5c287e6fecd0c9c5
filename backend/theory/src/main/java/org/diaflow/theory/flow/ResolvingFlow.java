package org.diaflow.theory.flow;

import org.diaflow.spi.DifferentiableFlow;
import org.jspecify.annotations.Nullable;

/** A mirror flow that knows when its coordinates no longer resolve it. */
sealed interface ResolvingFlow extends DifferentiableFlow permits MirrorFlow, SplitFlow {

  /**
   * The same flow in coordinates that resolve it at {@code state}, or null while these do.
   *
   * @param x the predictor at {@code state}
   */
  @Nullable SplitFlow refined(double[] state, double[] x);
}
