package org.diaflow.measures;

import java.util.Objects;
import org.diaflow.spi.NetworkState;

/**
 * The support of x against that of x*. An entry of x counts as nonzero where |x_j| > ½ min |x*_S|:
 * every entry of the limit of a flow differs from 0, and half of the smallest entry that there is
 * to find is the only threshold that moves with the units of x and needs no constant.
 *
 * @param found nonzero entries of x that are nonzero in x* too
 * @param ofX nonzero entries of x
 * @param ofPlanted nonzero entries of x*
 * @param signs whether all of those found have the sign they have in x*
 */
record RecoveredSupport(int found, int ofX, int ofPlanted, boolean signs) {

  static RecoveredSupport of(NetworkState state) {
    double[] planted = Objects.requireNonNull(state.problem().planted());
    double smallest = Double.POSITIVE_INFINITY;
    for (double entry : planted) {
      smallest = entry == 0 ? smallest : Math.min(smallest, Math.abs(entry));
    }
    int found = 0;
    int ofX = 0;
    int ofPlanted = 0;
    boolean signs = true;
    for (int j = 0; j < planted.length; j++) {
      boolean nonzero = Math.abs(state.x()[j]) > smallest / 2;
      ofX += nonzero ? 1 : 0;
      ofPlanted += planted[j] != 0 ? 1 : 0;
      if (nonzero && planted[j] != 0) {
        found++;
        signs &= Math.signum(state.x()[j]) == Math.signum(planted[j]);
      }
    }
    return new RecoveredSupport(found, ofX, ofPlanted, signs);
  }

  /** found/ofPlanted; NaN where x* = 0. */
  double recall() {
    return (double) found / ofPlanted;
  }

  /** Whether x has the support of x* and its signs. */
  boolean exact() {
    return found == ofX && found == ofPlanted && signs;
  }
}
