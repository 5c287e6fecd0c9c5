package org.diaflow.frontend.compare.model;

import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary.Contestant;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A solver at a tolerance.
 *
 * @param solver its id
 * @param tolerance its tolerance, or null if it takes none
 */
public record ContestantKey(String solver, @Nullable Double tolerance) {

  /** The contestant of a run that gave its tolerance. */
  public static ContestantKey of(CellView cell) {
    return new ContestantKey(
        cell.engine(), cell.comparison() == null ? null : cell.comparison().tolerance());
  }

  /** The key of {@code contestant}. */
  public static ContestantKey of(Contestant contestant) {
    return new ContestantKey(contestant.solver(), contestant.tolerance());
  }

  /** E.g. {@code pdhg, 1e-8}. */
  public String label() {
    return tolerance == null ? solver : solver + ", " + Numbers.exact(tolerance);
  }
}
