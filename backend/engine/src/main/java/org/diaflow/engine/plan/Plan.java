package org.diaflow.engine.plan;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The plan of an experiment: a deterministic sequence of cells. */
public sealed interface Plan permits FlowGrid, ComparisonPlan {

  /** Seeds, one problem each. */
  List<Long> seeds();

  /** Number of cells. */
  long size();

  /**
   * The cell at a position, in O(1): an experiment of a million cells is never spelled out.
   *
   * @param index from 0, below {@link #size()}; anything else is an {@link
   *     IndexOutOfBoundsException}
   */
  Cell cell(int index);

  /** All cells, in the order in which they are done. */
  default Stream<Cell> cells() {
    return IntStream.range(0, Math.toIntExact(size())).mapToObj(this::cell);
  }
}
