package org.diaflow.engine.plan;

import java.util.List;

/**
 * All combinations of the values of some axes, numbered from 0 with the last axis fastest, so that
 * a number gives its coordinates in O(1).
 *
 * @param axes the axes, slowest first
 */
public record Grid(List<PlanAxis> axes) {

  /** Copies the list. */
  public Grid {
    axes = List.copyOf(axes);
  }

  /** Number of combinations, {@link Long#MAX_VALUE} where there are more. */
  public long size() {
    long size = 1;
    for (PlanAxis axis : axes) {
      boolean fits = axis.size() == 0 || size <= Long.MAX_VALUE / axis.size();
      size = fits ? size * axis.size() : Long.MAX_VALUE;
    }
    return size;
  }

  /** How far apart the numbers of neighbours on axis {@code place} are. */
  public long stride(int place) {
    return new Grid(axes.subList(place + 1, axes.size())).size();
  }

  /** The coordinate of combination {@code index} on axis {@code place}: a place in its values. */
  public int coordinate(long index, int place) {
    return (int) (index / stride(place) % axes.get(place).size());
  }

  /** The place of the axis called {@code name}, or −1. */
  public int place(String name) {
    for (int place = 0; place < axes.size(); place++) {
      if (axes.get(place).name().equals(name)) {
        return place;
      }
    }
    return -1;
  }
}
