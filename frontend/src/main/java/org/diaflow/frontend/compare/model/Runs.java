package org.diaflow.frontend.compare.model;

import java.util.List;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;

/**
 * The first runs of a comparison, at most {@value #MOST}: those that its page lists and draws.
 *
 * @param cells those that have been computed or will be
 * @param total how many runs the comparison has
 */
public record Runs(List<CellView> cells, int total) {

  /** Most runs that are listed and drawn. */
  public static final int MOST = 500;

  /** None: what is known before the backend has answered. */
  public static final Runs NONE = new Runs(List.of(), 0);

  /** A copy of {@code cells}. */
  public Runs {
    cells = List.copyOf(cells);
  }

  /** Those that have ended. */
  public List<CellView> ended() {
    return cells.stream().filter(Runs::hasEnded).toList();
  }

  /** The seeds of their problems. */
  public List<Long> seeds() {
    return cells.stream().map(CellView::seed).distinct().toList();
  }

  static boolean hasEnded(CellView cell) {
    return cell.state() == CellState.DONE;
  }
}
