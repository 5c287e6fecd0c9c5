package org.diaflow.integrators;

import java.util.Arrays;

/**
 * The coefficients of an explicit Runge–Kutta method whose last stage is the slope at the end of
 * the step, with or without an embedded error estimate.
 *
 * <p>Construction checks the shape and the order conditions: row i of {@code arguments} sums to
 * node i; the last row, the weights of the step, has order {@code order}; with the error weights
 * taken off it has order {@code order} − 1.
 *
 * @param order order p of the method
 * @param nodes c_i, in units of the step
 * @param arguments a_ij, row i has i entries; the last row holds the weights of the step
 * @param errors weights of the error estimate, one per stage; all 0 if there is none
 * @param dense weights of the fourth-order term of the dense output, one per stage; all 0 for cubic
 *     Hermite interpolation
 */
record RungeKuttaTableau(
    int order, double[] nodes, double[][] arguments, double[] errors, double[] dense) {

  /**
   * The classical method, order 4, four stages and the slope at the end: W. Kutta, Z. Math. Phys.
   * 46 (1901), page 443. With the slope at the end in place of the fourth stage the order is 3; the
   * error estimate is ten times that difference, because errors made on a plateau grow until the
   * jump.
   */
  static final RungeKuttaTableau CLASSICAL =
      new RungeKuttaTableau(
          4,
          new double[] {0, 1.0 / 2, 1.0 / 2, 1, 1},
          new double[][] {
            {}, {1.0 / 2}, {0, 1.0 / 2}, {0, 0, 1}, {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6}
          },
          new double[] {0, 0, 0, 10.0 / 6, -10.0 / 6},
          new double[5]);

  /**
   * Dormand–Prince, order 5(4), seven stages: J. Dormand, P. Prince, J. Comput. Appl. Math. 6
   * (1980), table 2; dense output of order 4 by L. Shampine as in E. Hairer, S. Nørsett, G. Wanner,
   * Solving Ordinary Differential Equations I, 2nd ed. 1993, section II.6.
   */
  static final RungeKuttaTableau DORMAND_PRINCE =
      new RungeKuttaTableau(
          5,
          new double[] {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1},
          new double[][] {
            {},
            {1.0 / 5},
            {3.0 / 40, 9.0 / 40},
            {44.0 / 45, -56.0 / 15, 32.0 / 9},
            {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
            {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
            {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
          },
          new double[] {
            71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
          },
          new double[] {
            -12715105075.0 / 11282082432.0,
            0,
            87487479700.0 / 32700410799.0,
            -10690763975.0 / 1880347072.0,
            701980252875.0 / 199316789632.0,
            -1453857185.0 / 822651844.0,
            69997945.0 / 29380423.0
          });

  /** Largest rounding of a sum of a few products of coefficients of size up to 30. */
  private static final double ROUNDING = 1e-12;

  RungeKuttaTableau {
    int stages = nodes.length;
    boolean fits =
        arguments.length == stages
            && errors.length == stages
            && dense.length == stages
            && nodes[stages - 1] == 1;
    for (int i = 0; fits && i < stages; i++) {
      fits =
          arguments[i].length == i
              && Math.abs(Arrays.stream(arguments[i]).sum() - nodes[i]) < ROUNDING;
    }
    if (!fits) {
      throw new IllegalArgumentException("The tableau is not that of a Runge–Kutta method.");
    }
    requireOrder(arguments, new double[stages], order);
    requireOrder(arguments, errors, order - 1);
  }

  int stages() {
    return nodes.length;
  }

  private static void requireOrder(double[][] arguments, double[] errors, int order) {
    double[] weights = Arrays.copyOf(arguments[errors.length - 1], errors.length);
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= errors[i];
    }
    double defect = RootedTree.defect(weights, arguments, arguments, order);
    if (!(defect < ROUNDING)) {
      throw new IllegalArgumentException(
          "The tableau misses an order condition up to order %d by %s; check its coefficients."
              .formatted(order, defect));
    }
  }
}
