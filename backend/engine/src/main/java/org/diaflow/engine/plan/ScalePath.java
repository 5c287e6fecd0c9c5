package org.diaflow.engine.plan;

import java.util.List;

/**
 * The paths along which exact limits are computed: {@value #LENGTH} neighbouring scales each, in
 * the order of the α-axis. A limit starts from those before it on its path, so where paths begin
 * decides last bits; it depends on the scales alone, never on who computes what.
 */
public final class ScalePath {

  /** Long enough that starting one hardly counts, short enough to be walked once more. */
  private static final int LENGTH = 32;

  private ScalePath() {}

  /** How many of {@code alphas} are on a path, at most. */
  static int length(List<Double> alphas) {
    return Math.min(LENGTH, alphas.size());
  }

  /** The scales that come before the {@code position}-th of {@code alphas} on its path. */
  public static List<Double> before(List<Double> alphas, int position) {
    return alphas.subList(position - position % LENGTH, position);
  }
}
