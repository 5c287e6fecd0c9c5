package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * The linear programme behind ϱ, ϱ̃, ϱ⁻ and R_α (theory §4, §5): for c ∈ R^m and B (q × m),
 *
 * <p>min_z ‖c + Bᵀz‖_∞ = max { ⟨c, w⟩ : B·w = 0, ‖w‖₁ ≤ 1 }.
 *
 * <p>The right-hand problem is solved by ojAlgo's simplex; its vertex fixes the active set, from
 * which z is recomputed by one linear solve, so that the value has the accuracy of that solve and
 * not of a pivoting tolerance.
 *
 * @param value the optimum, ≥ 0: the norm at {@code free}, hence never below the true minimum
 * @param free z, length q
 * @param kernelPart w, length m, ‖w‖₁ = 1, or zero when the optimum is 0
 * @param active indices j with |c + Bᵀz|_j within 1e-9 of the optimum
 */
record LeastMaximum(double value, double[] free, double[] kernelPart, int[] active) {

  private static final double ACTIVE = 1e-9;

  /** Entries of B from which on an interior-point method finds the vertex faster. */
  private static final long LARGE = 50_000;

  /** Solves the programme; {@code kernel} null means q = 0. Cost: a simplex with q + 1 rows. */
  static LeastMaximum solve(double[] c, @Nullable DenseMatrix kernel) {
    return solve(c, kernel, null);
  }

  /**
   * Solves the programme, walking from the vertex of {@code known}, the solution of another
   * programme with the same kernel, to the optimal one: few pivots where c is similar.
   */
  static LeastMaximum solve(
      double[] c, @Nullable DenseMatrix kernel, @Nullable LeastMaximum known) {
    double scale = LinearAlgebra.normInfinity(c);
    if (scale == 0) {
      return result(
          c, kernel, new double[kernel == null ? 0 : kernel.rows()], new double[c.length]);
    }
    if (kernel == null) {
      return withoutFreedom(c);
    }
    if (known != null) {
      LeastMaximum walked = walked(known.kernelPart(), c, kernel);
      if (walked != null) {
        return walked;
      }
    }
    double[] unit = Arrays.stream(c).map(value -> value / scale).toArray();
    LeastMaximum interior = interior(unit, c, kernel);
    if (interior != null) {
      return interior;
    }
    Optimisation.Result solution = simplex(unit, kernel);
    double[] w = new double[c.length];
    for (int j = 0; j < w.length; j++) {
      double weight = solution.doubleValue(j) - solution.doubleValue(c.length + j);
      w[j] = Math.abs(weight) > ACTIVE ? weight : 0;
    }
    LeastMaximum polished = walked(w, c, kernel);
    if (polished != null) {
      return polished;
    }
    double[] z = best(unit, kernel, w, solution);
    for (int i = 0; i < z.length; i++) {
      z[i] *= scale;
    }
    return result(c, kernel, z, w);
  }

  /** For large kernels, the vertex an interior-point method points to. */
  private static @Nullable LeastMaximum interior(double[] unit, double[] c, DenseMatrix kernel) {
    if ((long) kernel.rows() * kernel.columns() < LARGE) {
      return null;
    }
    double[] pattern = new InteriorPoint(unit, kernel).pattern();
    return pattern == null ? null : walked(pattern, c, kernel);
  }

  private static @Nullable LeastMaximum walked(double[] from, double[] c, DenseMatrix kernel) {
    VertexWalk.Vertex vertex = VertexWalk.from(from, c, kernel);
    return vertex == null ? null : result(c, kernel, vertex.z(), vertex.w());
  }

  private static LeastMaximum withoutFreedom(double[] c) {
    int largest = 0;
    for (int j = 0; j < c.length; j++) {
      if (Math.abs(c[j]) > Math.abs(c[largest])) {
        largest = j;
      }
    }
    double[] w = new double[c.length];
    w[largest] = Math.signum(c[largest]);
    return result(c, null, new double[0], w);
  }

  /** Variables w⁺, w⁻, slack ≥ 0; rows B(w⁺ − w⁻) = 0 and Σ(w⁺ + w⁻) + slack = 1. */
  private static Optimisation.Result simplex(double[] c, DenseMatrix kernel) {
    int m = c.length;
    int q = kernel.rows();
    double unit = LinearAlgebra.normInfinity(kernel.entries());
    double[] objective = new double[2 * m + 1];
    R064Store rows = R064Store.FACTORY.make(q + 1, 2 * m + 1);
    for (int j = 0; j < m; j++) {
      objective[j] = -c[j];
      objective[m + j] = c[j];
      rows.set(q, j, 1);
      rows.set(q, m + j, 1);
      for (int i = 0; i < q && unit > 0; i++) {
        rows.set(i, j, kernel.get(i, j) / unit);
        rows.set(i, m + j, -kernel.get(i, j) / unit);
      }
    }
    rows.set(q, 2 * m, 1);
    R064Store rightHandSide = R064Store.FACTORY.make(q + 1, 1);
    rightHandSide.set(q, 0, 1);
    return LinearSolver.newStandardBuilder(objective)
        .equalities(rows, rightHandSide)
        .build()
        .solve();
  }

  /** The z of least maximum among those the vertex and the multipliers suggest. */
  private static double[] best(
      double[] c, DenseMatrix kernel, double[] w, Optimisation.Result solution) {
    double[] best = fromActiveSet(c, kernel, w);
    var multipliers = solution.getMultipliers();
    if (multipliers.isPresent()) {
      double unit = LinearAlgebra.normInfinity(kernel.entries());
      for (double sign : new double[] {1, -1}) {
        double[] z = new double[kernel.rows()];
        for (int i = 0; i < z.length; i++) {
          z[i] = sign * multipliers.get().doubleValue(i) / unit;
        }
        if (maximum(c, kernel, z) < maximum(c, kernel, best) * (1 - 1e-12)) {
          best = z;
        }
      }
    }
    return best;
  }

  /** Solves c_j + b_jᵀz = sign(w_j)·value for j with w_j ≠ 0. */
  private static double[] fromActiveSet(double[] c, DenseMatrix kernel, double[] w) {
    int q = kernel.rows();
    int[] active = IntStream.range(0, c.length).filter(j -> Math.abs(w[j]) > ACTIVE).toArray();
    if (active.length == 0) {
      double[] minusC = Arrays.stream(c).map(value -> -value).toArray();
      return LinearAlgebra.minimumNorm(LinearAlgebra.store(kernel).transpose(), minusC);
    }
    R064Store equations = R064Store.FACTORY.make(active.length, q + 1);
    double[] rightHandSide = new double[active.length];
    for (int k = 0; k < active.length; k++) {
      for (int i = 0; i < q; i++) {
        equations.set(k, i, kernel.get(i, active[k]));
      }
      equations.set(k, q, -Math.signum(w[active[k]]));
      rightHandSide[k] = -c[active[k]];
    }
    double[] solution =
        active.length == q + 1
            ? LinearAlgebra.leastSquares(equations, rightHandSide)
            : LinearAlgebra.minimumNorm(equations, rightHandSide);
    return Arrays.copyOf(solution, q);
  }

  private static double maximum(double[] c, DenseMatrix kernel, double[] z) {
    return LinearAlgebra.normInfinity(shifted(c, kernel, z));
  }

  private static double[] shifted(double[] c, @Nullable DenseMatrix kernel, double[] z) {
    double[] s = new double[c.length];
    if (kernel != null) {
      kernel.multiplyTransposed(z, s);
    }
    for (int j = 0; j < s.length; j++) {
      s[j] += c[j];
    }
    return s;
  }

  private static LeastMaximum result(
      double[] c, @Nullable DenseMatrix kernel, double[] z, double[] w) {
    double[] s = shifted(c, kernel, z);
    double value = LinearAlgebra.normInfinity(s);
    int[] active =
        IntStream.range(0, s.length).filter(j -> Math.abs(s[j]) >= value * (1 - ACTIVE)).toArray();
    return new LeastMaximum(value, z, w, value == 0 ? new int[0] : active);
  }
}
