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
 * @param dense rows of weights w_1, w_2, …: between the ends the state is (1−θ)·y₀ + θ·(y₁ +
 *     (1−θ)·(w_1·k + θ·(w_2·k + …)))
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
   * Rodas5, order 5(4), eight stages, L-stable: G. Di Marzo, RODAS5(4) – Méthodes de Rosenbrock
   * d'ordre 5(4) adaptées aux problèmes différentiels-algébriques, thesis, Université de Genève
   * 1993; dense output of order 4 by G. Steinebach as in OrdinaryDiffEq.jl.
   */
  static final RosenbrockTableau RODAS5 =
      new RosenbrockTableau(
          0.19,
          new double[][] {
            {},
            {2},
            {3.040894194418781, 1.041747909077569},
            {2.576417536461461, 1.622083060776640, -0.9089668560264532},
            {2.760842080225597, 1.446624659844071, -0.3036980084553738, 0.2877498600325443},
            {
              -14.09640773051259,
              6.925207756232704,
              -41.47510893210728,
              2.343771018586405,
              24.13215229196062
            },
            {
              -14.09640773051259,
              6.925207756232704,
              -41.47510893210728,
              2.343771018586405,
              24.13215229196062,
              1
            },
            {
              -14.09640773051259,
              6.925207756232704,
              -41.47510893210728,
              2.343771018586405,
              24.13215229196062,
              1,
              1
            }
          },
          new double[][] {
            {},
            {-10.31323885133993},
            {-21.04823117650003, -7.234992135176716},
            {32.22751541853323, -4.943732386540191, 19.44922031041879},
            {-20.69865579590063, -8.816374604402768, 1.260436877740897, -0.7495647613787146},
            {
              -46.22004352711257,
              -17.49534862857472,
              -289.6389582892057,
              93.60855400400906,
              318.3822534212147
            },
            {
              34.20013733472935,
              -14.15535402717690,
              57.82335640988400,
              25.83362985412365,
              1.408950972071624,
              -6.551835421242162
            },
            {
              42.57076742291101,
              -13.80770672017997,
              93.98938432427124,
              18.77919633714503,
              -31.58359187223370,
              -6.685968952921985,
              -5.810979938412932
            }
          },
          new double[][] {
            {
              27.354592673333357,
              -6.925207756232857,
              26.40037733258859,
              0.5635230501052979,
              -4.699151156849391,
              -1.6008677469422725,
              -1.5306074446748028,
              -1.3929872940716344
            },
            {
              44.19024239501722,
              0,
              202.93261852171622,
              -35.5669339789154,
              -181.91095152160645,
              3.4116351403665033,
              2.5793540257308067,
              2.2435122582734066
            },
            {
              -44.0988150021747,
              0,
              -181.26175034586677,
              56.99302194811676,
              183.21182741427398,
              -7.480257918273637,
              -5.792426076169686,
              -5.32503859794143
            }
          },
          5,
          4);

  /** Rounding of the printed coefficients, 16 digits, in sums of products of size up to 1e3. */
  private static final double ROUNDING = 1e-10;

  RosenbrockTableau {
    int stages = arguments.length;
    boolean fits = gamma > 0 && couplings.length == stages && dense.length > 0;
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
