package org.diaflow.theory.certificate.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.BasisPursuit;
import org.diaflow.theory.linear.internal.CompensatedSum;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.RowsAndColumns;
import org.diaflow.theory.linear.internal.WeightedGram;
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
 * @param value the norm at {@code free}, hence never below the optimum
 * @param optimum the optimum ⟨c, w⟩ ≥ 0: equal to the norm but for the rounding of z, which counts
 *     where columns have very different units
 * @param free z, length q
 * @param kernelPart w, length m, ‖w‖₁ = 1, or zero when the optimum is 0
 * @param active indices j with |c + Bᵀz|_j the optimum, up to rounding
 */
public record LeastMaximum(
    double value, double optimum, double[] free, double[] kernelPart, int[] active) {

  /** Relative distance from the optimum, per row of B, that rounding explains. */
  private static final double ROUNDING = 64 * 0x1p-52;

  /** Part of c that rounding leaves of a c = −Bᵀz. */
  private static final double VANISHED = 1e-14;

  /** Entries of B from which on an interior-point method finds the vertex faster. */
  private static final long LARGE = 50_000;

  /** Solves the programme; {@code kernel} null means q = 0. Cost: a simplex with q + 1 rows. */
  public static LeastMaximum solve(double[] c, @Nullable DenseMatrix kernel) {
    return solve(c, kernel, null);
  }

  /**
   * Solves the programme, walking from the vertex of {@code known}, the solution of another
   * programme with the same kernel, to the optimal one: few pivots where c is similar.
   *
   * @throws IllegalStateException if the walk does not end
   */
  public static LeastMaximum solve(
      double[] c, @Nullable DenseMatrix kernel, @Nullable LeastMaximum known) {
    if (LinearAlgebra.normInfinity(c) == 0) {
      return result(
          c, kernel, new double[kernel == null ? 0 : kernel.rows()], new double[c.length]);
    }
    if (kernel == null) {
      return withoutFreedom(c);
    }
    int[] units = Equilibration.ofColumns(kernel);
    DenseMatrix scaled = Equilibration.scaled(kernel, new int[kernel.rows()], units);
    double[] target = Equilibration.scaled(c, units);
    double[] nearest = nearest(target, scaled);
    double[] rest = shifted(target, scaled, nearest);
    double size = LinearAlgebra.normInfinity(rest);
    double[] unit = Arrays.stream(rest).map(value -> value / size).toArray();
    BasisPursuit.@Nullable Vertex vertex =
        vanished(target, scaled, nearest, rest)
            ? null
            : vertex(unit, scaled, units, start(unit, scaled, units, known));
    if (vertex == null) {
      return result(c, kernel, nearest, new double[c.length]);
    }
    double level = vertex.dual()[kernel.rows()];
    double[] z = new double[kernel.rows()];
    Arrays.setAll(z, i -> nearest[i] + size * (vertex.dual()[i] / level));
    double[] w = Equilibration.scaled(vertex.x(), units);
    double norm = LinearAlgebra.norm1(w);
    return result(c, kernel, z, Arrays.stream(w).map(value -> value / norm).toArray());
  }

  /**
   * Whether other w may be optimal, too. Each of them vanishes where the entry is not active, and q
   * + 1 active entries leave one.
   */
  public boolean tied() {
    return active.length > free.length + 1;
  }

  /** Whether rounding explains every entry of c + Bᵀz. */
  private static boolean vanished(double[] c, DenseMatrix kernel, double[] z, double[] rest) {
    for (int j = 0; j < c.length; j++) {
      double size = Math.abs(c[j]);
      for (int i = 0; i < z.length; i++) {
        size += Math.abs(kernel.get(i, j) * z[i]);
      }
      if (Math.abs(rest[j]) > VANISHED * size) {
        return false;
      }
    }
    return true;
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
      double[] unit, DenseMatrix kernel, int[] units, @Nullable LeastMaximum known) {
    if (known != null) {
      return Equilibration.scaled(known.kernelPart(), negated(units));
    }
    return (long) kernel.rows() * kernel.columns() < LARGE
        ? null
        : new InteriorPoint(unit, kernel).pattern();
  }

  private static int[] negated(int[] exponents) {
    return Arrays.stream(exponents).map(exponent -> -exponent).toArray();
  }

  /**
   * The vertex of the programme whose columns have been multiplied by 2^units; null if {@code unit}
   * is in the span of the rows of B to working precision.
   */
  private static BasisPursuit.@Nullable Vertex vertex(
      double[] unit, DenseMatrix kernel, int[] units, double @Nullable [] start) {
    int q = kernel.rows();
    int m = unit.length;
    double[] entries = Arrays.copyOf(kernel.entries(), (q + 1) * m);
    System.arraycopy(unit, 0, entries, q * m, m);
    double[] b = new double[q + 1];
    b[q] = 1;
    double[] costs = new double[m];
    Arrays.setAll(costs, j -> Math.scalb(1.0, units[j]));
    var matrix = new DenseMatrix(q + 1, m, entries);
    return BasisPursuit.solve(matrix, b, costs, costs, start);
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
  public static double[] shifted(double[] c, @Nullable DenseMatrix kernel, double[] z) {
    if (kernel == null) {
      return c;
    }
    double[] s = new double[c.length];
    var sum = new CompensatedSum();
    for (int j = 0; j < s.length; j++) {
      s[j] = shifted(c, kernel, z, j, sum);
    }
    return s;
  }

  /** Entry j of c + Bᵀz, summed in {@code sum}. */
  private static double shifted(
      double[] c, DenseMatrix kernel, double[] z, int j, CompensatedSum sum) {
    sum.startAt(c[j]);
    for (int i = 0; i < z.length; i++) {
      sum.addProduct(kernel.get(i, j), z[i]);
    }
    return sum.value();
  }

  /**
   * The solution with z and w, which are near optimal; null where value and optimum differ by more
   * than rounding explains.
   */
  static @Nullable LeastMaximum verified(
      double[] c, DenseMatrix kernel, RowsAndColumns products, double[] z, double[] w) {
    LeastMaximum result = at(c, largest(c, kernel, products, z), z, w);
    double open = ROUNDING * (1 + z.length) * result.value();
    return result.value() - result.optimum() <= open ? result : null;
  }

  /**
   * c + Bᵀz, where entries that rounding cannot make the largest are summed with single digits
   * only: (q + 2)·2⁻⁵²·(|c|_∞ + ‖z‖₁·max|B|) is more than it can move any of them.
   */
  private static double[] largest(
      double[] c, DenseMatrix kernel, RowsAndColumns products, double[] z) {
    double[] s = new double[c.length];
    products.multiplyTransposed(z, s);
    double size = LinearAlgebra.normInfinity(c) + LinearAlgebra.norm1(z) * products.largest();
    for (int j = 0; j < s.length; j++) {
      s[j] += c[j];
    }
    double open = 2 * (z.length + 2) * 0x1p-52 * size;
    double near = LinearAlgebra.normInfinity(s) * (1 - ROUNDING * (2 + z.length)) - open;
    var sum = new CompensatedSum();
    for (int j = 0; j < s.length; j++) {
      if (!(Math.abs(s[j]) < near)) {
        s[j] = shifted(c, kernel, z, j, sum);
      }
    }
    return s;
  }

  private static LeastMaximum result(
      double[] c, @Nullable DenseMatrix kernel, double[] z, double[] w) {
    return at(c, shifted(c, kernel, z), z, w);
  }

  /** The solution with s = c + Bᵀz. */
  private static LeastMaximum at(double[] c, double[] s, double[] z, double[] w) {
    double value = LinearAlgebra.normInfinity(s);
    double least = value * (1 - ROUNDING * (1 + z.length));
    int[] active = IntStream.range(0, s.length).filter(j -> Math.abs(s[j]) >= least).toArray();
    var optimum = new CompensatedSum().startAt(0);
    for (int j = 0; j < c.length; j++) {
      optimum.addProduct(c[j], w[j]);
    }
    return new LeastMaximum(
        value, Math.clamp(optimum.value(), 0, value), z, w, value == 0 ? new int[0] : active);
  }
}
