package org.diaflow.frontend.fake;

import java.util.Map;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.jspecify.annotations.Nullable;

/** Cells for tests that look at few of their numbers. */
public final class Cells {

  private Cells() {}

  /** A cell of seed {@code seed} that ended for {@code reason} with {@code error} and no more. */
  public static CellView ended(
      int index,
      double depth,
      double alpha,
      long seed,
      String engine,
      String reason,
      @Nullable String advice,
      @Nullable Double error) {
    return new CellView(
        index,
        depth,
        alpha,
        seed,
        engine,
        CellState.DONE,
        reason,
        advice,
        error,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        Map.of(),
        Map.of());
  }

  /** The same cell before it is computed. */
  public static CellView queued(CellView cell) {
    return new CellView(
        cell.index(),
        cell.depth(),
        cell.alpha(),
        cell.seed(),
        cell.engine(),
        CellState.QUEUED,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        cell.problem(),
        null,
        cell.parameters(),
        Map.of());
  }
}
