package org.diaflow.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.spi.Descriptor;

/** The plan of an experiment: a grid of cells, those of a problem in a row. */
public sealed interface Plan permits FlowGrid, ComparisonPlan, CertificatePlan {

  /** The problems. */
  ProblemGrid problems();

  /** The axes of the cells of one problem, slowest first. */
  List<PlanAxis> cellAxes();

  /**
   * The cell at a position, in O(1): an experiment of a million cells is never spelled out.
   *
   * @param index from 0, below {@link #size()}; anything else is an {@link
   *     IndexOutOfBoundsException}
   */
  Cell cell(int index);

  /** The plug-ins that compute its cells, each once. */
  List<Plugin> plugins();

  /**
   * A plug-in.
   *
   * @param descriptor what it says of itself
   * @param instance the plug-in
   */
  record Plugin(Descriptor descriptor, Object instance) {}

  /** All axes, slowest first: {@code index} numbers their combinations. */
  default Grid grid() {
    var axes = new ArrayList<>(problems().axes());
    axes.addAll(cellAxes());
    return new Grid(axes);
  }

  /** Number of cells, {@link Long#MAX_VALUE} where there are more. */
  default long size() {
    return grid().size();
  }

  /** Number of cells of one problem. */
  default int block() {
    return (int) Math.min(Integer.MAX_VALUE, new Grid(cellAxes()).size());
  }

  /** How many cells in a row help each other and are best left together; 1 where none do. */
  default int path() {
    return 1;
  }

  /** All cells, in the order in which they are done. */
  default Stream<Cell> cells() {
    return IntStream.range(0, Math.toIntExact(size())).mapToObj(this::cell);
  }
}
