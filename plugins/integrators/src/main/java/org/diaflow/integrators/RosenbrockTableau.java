package org.diaflow.integrators;

import java.util.Arrays;

/**
 * The coefficients of a stiffly accurate Rosenbrock method with s stages in the form that needs no
 * product with the Jacobian: stage i solves
 *
 * <p>(I/(hγ) − J)·k_i = f(y₀ + Σ_{j<i} a_ij k_j) + Σ_{j<i} (c_ij/h) k_j;
 *
 * <p>the step ends at the argument of the last stage plus its k, and that k is the error estimate.
 * Construction checks the shape and the order conditions.
 *
 * @param gamma γ > 0
 * @param arguments a_ij, row i has i entries
 * @param couplings c_ij, row i has i entries
 * @param dense two rows of weights for the third-order dense output
 * @param order order of the method
 * @param errorOrder order of the embedded method
 */
record RosenbrockTableau(
    double gamma,
    double[][] arguments,
    double[][] couplings,
    double[][] dense,
    int order,
    int errorOrder) {

  /**
   * RODAS, order 4(3), six stages, L-stable: E. Hairer, G. Wanner, Solving Ordinary Differential
   * Equations II, 2nd ed. 1996, section VI.4, table 4.2 and the code RODAS.
   */
  static final RosenbrockTableau RODAS =
      new RosenbrockTableau(
          0.25,
          new double[][] {
            {},
            {1.544},
            {0.9466785280815826, 0.2557011698983284},
            {3.314825187068521, 2.896124015972201, 0.9986419139977817},
            {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950},
            {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1}
          },
          new double[][] {
            {},
            {-5.6688},
            {-2.430093356833875, -0.2063599157091915},
            {-0.1073529058151375, -9.594562251023355, -20.47028614809616},
            {7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
            {
              8.083246795921522,
              -7.981132988064893,
              -31.52159432874371,
              16.31930543123136,
              -6.058818238834054
            }
          },
          new double[][] {
            {
              10.12623508344586,
              -7.487995877610167,
              -34.80091861555747,
              -7.992771707568823,
              1.025137723295662
            },
            {
              -0.6762803392806898,
              6.087714651680015,
              16.43084320892478,
              24.76722511418386,
              -6.594389125716872
            }
          },
          4,
          3);

  /** Rounding of the printed coefficients, 16 digits, in sums of products of size up to 1e3. */
  private static final double ROUNDING = 1e-10;

  RosenbrockTableau {
    int stages = arguments.length;
    boolean fits = gamma > 0 && couplings.length == stages && dense.length == 2;
    for (int i = 0; fits && i < stages; i++) {
      fits = arguments[i].length == i && couplings[i].length == i;
    }
    if (!fits || errorOrder >= order) {
      throw new IllegalArgumentException("The tableau does not have the shape of its stages.");
    }
    double[] weights = Arrays.copyOf(arguments[stages - 1], stages);
    requireOrder(weights, gamma, arguments, couplings, errorOrder);
    weights[stages - 1] = 1;
    requireOrder(weights, gamma, arguments, couplings, order);
  }

  int stages() {
    return arguments.length;
  }

  /**
   * Checks the order conditions in the usual coefficients Γ = (I/γ − C)⁻¹, α = A·Γ, β = α + Γ, b =
   * m·Γ, where C holds the c_ij, A the a_ij and m the weights of the k_i.
   */
  private static void requireOrder(
      double[] weights, double gamma, double[][] arguments, double[][] couplings, int order) {
    int stages = weights.length;
    double[][] inverse = new double[stages][stages];
    for (int i = 0; i < stages; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = j; k < i; k++) {
          sum += couplings[i][k] * inverse[k][j];
        }
        inverse[i][j] = gamma * sum;
      }
    }
    double[][] forks = new double[stages][];
    double[][] chains = new double[stages][stages];
    for (int i = 0; i < stages; i++) {
      forks[i] = product(arguments[i], inverse);
      for (int j = 0; j < stages; j++) {
        chains[i][j] = forks[i][j] + inverse[i][j];
      }
    }
    double defect = RootedTree.defect(product(weights, inverse), forks, chains, order);
    if (!(defect < ROUNDING)) {
      throw new IllegalArgumentException(
          "The tableau misses an order condition up to order %d by %s; check its coefficients."
              .formatted(order, defect));
    }
  }

  private static double[] product(double[] row, double[][] matrix) {
    double[] product = new double[matrix.length];
    for (int k = 0; k < row.length; k++) {
      for (int j = 0; j < product.length; j++) {
        product[j] += row[k] * matrix[k][j];
      }
    }
    return product;
  }
}
