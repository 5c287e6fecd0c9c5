package org.diaflow.engine.flow;

/** A quantity recorded along a trajectory. */
public interface FlowQuantity {

  /** Its name in documents, e.g. {@code l1Norm}. */
  String name();

  /** Its value at {@code point}; NaN where it is not defined. Cost at most O(N + d). */
  double at(FlowPoint point);
}
