package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The linear programme behind ϱ, ϱ̃, ϱ⁻ and R_α (theory §4, §5): for c ∈ R^m and B (q × m),
 *
 * <p>min_z ‖c + Bᵀz‖_∞ = max { ⟨c, w⟩ : B·w = 0, ‖w‖₁ ≤ 1 }.
 *
 * <p>Its solutions are those of the basis pursuit min ‖w‖₁ subject to B·w = 0, ⟨c, w⟩ = 1, scaled
 * to ‖w‖₁ = 1, and z is the quotient of the dual variables. {@link BasisPursuit} solves that,
 * whatever the units of the columns are; the value is the norm at z, summed with twice the digits.
 *
 * @param value the optimum, ≥ 0: the norm at {@code free}, hence never below the true minimum
 * @param free z, length q
 * @param kernelPart w, length m, ‖w‖₁ = 1, or zero when the optimum is 0
 * @param active indices j with |c + Bᵀz|_j the optimum, up to rounding
 */
record LeastMaximum(double value, double[] free, double[] kernelPart, int[] active) {

  /** Relative distance from the optimum, per row of B, that rounding explains. */
  private static final double ROUNDING = 64 * 0x1p-52;

  /** Part of c that rounding leaves of a c = −Bᵀz. */
  private static final double VANISHED = 1e-14;

  /** Entries of B from which on an interior-point method finds the vertex faster. */
  private static final long LARGE = 50_000;

  /** Solves the programme; {@code kernel} null means q = 0. Cost: a simplex with q + 1 rows. */
  static LeastMaximum solve(double[] c, @Nullable DenseMatrix kernel) {
    return solve(c, kernel, null);
  }

  /**
   * Solves the programme, walking from the vertex of {@code known}, the solution of another
   * programme with the same kernel, to the optimal one: few pivots where c is similar.
   *
   * @throws IllegalStateException if the walk does not end
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
    double[] nearest = nearest(c, kernel);
    double[] rest = shifted(c, kernel, nearest);
    double size = LinearAlgebra.normInfinity(rest);
    if (size <= VANISHED * scale) {
      return result(c, kernel, nearest, new double[c.length]);
    }
    double[] unit = Arrays.stream(rest).map(value -> value / size).toArray();
    BasisPursuit.Vertex vertex = vertex(unit, kernel, start(unit, kernel, known));
    double level = vertex.dual()[kernel.rows()];
    double[] z = new double[kernel.rows()];
    Arrays.setAll(z, i -> nearest[i] + size * (vertex.dual()[i] / level));
    double norm = LinearAlgebra.norm1(vertex.x());
    return result(c, kernel, z, Arrays.stream(vertex.x()).map(w -> w / norm).toArray());
  }

  /** The z with the least ‖c + Bᵀz‖₂. */
  private static double[] nearest(double[] c, DenseMatrix kernel) {
    int q = kernel.rows();
    double[] ones = new double[c.length];
    Arrays.fill(ones, 1);
    double[] gram = new double[q * q];
    new WeightedGram(kernel).write(ones, gram);
    double[] product = new double[q];
    kernel.multiply(c, product);
    double[] z = LinearAlgebra.solvePositiveDefinite(gram, product);
    for (int i = 0; i < q; i++) {
      z[i] = -z[i];
    }
    return z;
  }

  /** Where the walk starts: the vertex known, or for large kernels the end of an interior path. */
  private static double @Nullable [] start(
      double[] unit, DenseMatrix kernel, @Nullable LeastMaximum known) {
    if (known != null) {
      return known.kernelPart();
    }
    return (long) kernel.rows() * kernel.columns() < LARGE
        ? null
        : new InteriorPoint(unit, kernel).pattern();
  }

  private static BasisPursuit.Vertex vertex(
      double[] unit, DenseMatrix kernel, double @Nullable [] start) {
    int q = kernel.rows();
    int m = unit.length;
    double[] entries = Arrays.copyOf(kernel.entries(), (q + 1) * m);
    System.arraycopy(unit, 0, entries, q * m, m);
    double[] b = new double[q + 1];
    b[q] = 1;
    double[] ones = new double[m];
    Arrays.fill(ones, 1);
    var matrix = new DenseMatrix(q + 1, m, entries);
    BasisPursuit.Vertex vertex = BasisPursuit.solve(matrix, b, ones, ones, start);
    if (vertex == null) {
      throw new IllegalStateException(
          "The linear programme for a norm over %d × %d coefficients has not ended."
              .formatted(q, m));
    }
    return vertex;
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

  /** c + Bᵀz, every entry summed with twice the digits. */
  private static double[] shifted(double[] c, @Nullable DenseMatrix kernel, double[] z) {
    if (kernel == null) {
      return c;
    }
    double[] s = new double[c.length];
    var sum = new CompensatedSum();
    for (int j = 0; j < s.length; j++) {
      sum.startAt(c[j]);
      for (int i = 0; i < z.length; i++) {
        sum.addProduct(kernel.get(i, j), z[i]);
      }
      s[j] = sum.value();
    }
    return s;
  }

  private static LeastMaximum result(
      double[] c, @Nullable DenseMatrix kernel, double[] z, double[] w) {
    double[] s = shifted(c, kernel, z);
    double value = LinearAlgebra.normInfinity(s);
    double least = value * (1 - ROUNDING * (1 + z.length));
    int[] active = IntStream.range(0, s.length).filter(j -> Math.abs(s[j]) >= least).toArray();
    return new LeastMaximum(value, z, w, value == 0 ? new int[0] : active);
  }
}
