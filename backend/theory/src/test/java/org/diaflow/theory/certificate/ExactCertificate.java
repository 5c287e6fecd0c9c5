package org.diaflow.theory.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * The ℓ¹ minimizer and its constants by enumeration in rational arithmetic, for a handful of
 * columns.
 *
 * <p>A vertex of {x : Ax = y} has independent columns; the minimizers are the convex hull of the
 * vertices of least norm. The constants are suprema of convex functions of n ∈ ker A with ‖n_Sᶜ‖₁ ≤
 * 1, hence attained at the n with the fewest entries off S.
 *
 * @param vertices the minimizers that are vertices; one if the minimizer is unique
 * @param support S of the first of them
 * @param rho ϱ, or null unless the minimizer is unique
 * @param rhoTilde ϱ̃ likewise
 * @param rhoMinus ϱ⁻ likewise
 */
record ExactCertificate(
    List<Fraction[]> vertices,
    int[] support,
    @Nullable Fraction rho,
    @Nullable Fraction rhoTilde,
    @Nullable Fraction rhoMinus) {

  /** The exact certificate; no vertices if Ax = y has no solution. */
  static ExactCertificate of(RegressionProblem problem) {
    Fraction[][] columns = columns(problem);
    Fraction[] y =
        Arrays.stream(problem.observations()).mapToObj(Fraction::of).toArray(Fraction[]::new);
    List<Fraction[]> best = new ArrayList<>();
    Fraction least = null;
    for (int bits = 0; bits < 1 << columns.length; bits++) {
      Fraction[] x = solution(columns, subset(bits), y);
      if (x == null) {
        continue;
      }
      Fraction norm = Arrays.stream(x).map(Fraction::abs).reduce(Fraction.ZERO, Fraction::plus);
      int order = least == null ? -1 : norm.compareTo(least);
      if (order < 0) {
        best.clear();
        least = norm;
      }
      if (order <= 0) {
        best.add(x);
      }
    }
    if (best.isEmpty()) {
      return new ExactCertificate(best, new int[0], null, null, null);
    }
    Fraction[] minimizer = best.getFirst();
    int[] support =
        IntStream.range(0, columns.length).filter(j -> minimizer[j].signum() != 0).toArray();
    return best.size() > 1
        ? new ExactCertificate(best, support, null, null, null)
        : withConstants(columns, best, support);
  }

  private static ExactCertificate withConstants(
      Fraction[][] columns, List<Fraction[]> vertices, int[] support) {
    Fraction[] minimizer = vertices.getFirst();
    Fraction rho = Fraction.ZERO;
    Fraction tilde = Fraction.ZERO;
    Fraction minus = Fraction.ZERO;
    int d = columns.length;
    int on = Arrays.stream(support).map(j -> 1 << j).sum();
    for (int bits = 0; bits < 1 << d; bits++) {
      Fraction[] n = (bits & on) == on ? kernelVector(columns, subset(bits)) : null;
      if (n == null) {
        continue;
      }
      Fraction off = Fraction.ZERO;
      Fraction along = Fraction.ZERO;
      Fraction size = Fraction.ZERO;
      Fraction falling = Fraction.ZERO;
      for (int j = 0; j < d; j++) {
        if ((on >> j & 1) == 0) {
          off = off.plus(n[j].abs());
          continue;
        }
        Fraction signed = minimizer[j].signum() > 0 ? n[j] : Fraction.ZERO.minus(n[j]);
        along = along.plus(signed);
        size = size.plus(n[j].abs());
        falling = signed.signum() < 0 ? falling.minus(signed) : falling;
      }
      if (off.signum() == 0) {
        continue;
      }
      Fraction rising = falling.plus(along);
      rho = larger(rho, along.abs().over(off));
      tilde = larger(tilde, size.over(off));
      minus = larger(minus, larger(falling, rising).over(off));
    }
    return new ExactCertificate(vertices, support, rho, tilde, minus);
  }

  private static Fraction larger(Fraction a, Fraction b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Fraction[][] columns(RegressionProblem problem) {
    return IntStream.range(0, problem.columns())
        .mapToObj(
            j ->
                IntStream.range(0, problem.rows())
                    .mapToObj(i -> Fraction.of(problem.matrix().get(i, j)))
                    .toArray(Fraction[]::new))
        .toArray(Fraction[][]::new);
  }

  private static int[] subset(int bits) {
    return IntStream.range(0, 31).filter(j -> (bits >> j & 1) == 1).toArray();
  }

  /** The solution that is nonzero exactly on independent columns {@code set}, or null. */
  private static Fraction @Nullable [] solution(Fraction[][] columns, int[] set, Fraction[] y) {
    Fraction[][] table = table(columns, set, y);
    int rank = eliminate(table, set.length);
    if (rank < set.length) {
      return null;
    }
    for (int i = rank; i < table.length; i++) {
      if (table[i][set.length].signum() != 0) {
        return null;
      }
    }
    Fraction[] x = new Fraction[columns.length];
    Arrays.fill(x, Fraction.ZERO);
    for (int k = 0; k < set.length; k++) {
      x[set[k]] = table[k][set.length];
      if (x[set[k]].signum() == 0) {
        return null;
      }
    }
    return x;
  }

  /**
   * A vector that spans the kernel of the columns {@code set}, or null if its dimension is not 1.
   */
  private static Fraction @Nullable [] kernelVector(Fraction[][] columns, int[] set) {
    Fraction[] zero = new Fraction[columns[0].length];
    Arrays.fill(zero, Fraction.ZERO);
    Fraction[][] table = table(columns, set, zero);
    int rank = eliminate(table, set.length);
    if (rank != set.length - 1) {
      return null;
    }
    int free = 0;
    while (free < rank && table[free][free].signum() != 0 && isUnit(table, free)) {
      free++;
    }
    Fraction[] n = new Fraction[columns.length];
    Arrays.fill(n, Fraction.ZERO);
    n[set[free]] = Fraction.ONE;
    for (int i = 0; i < rank; i++) {
      int pivot = 0;
      while (table[i][pivot].signum() == 0) {
        pivot++;
      }
      n[set[pivot]] = Fraction.ZERO.minus(table[i][free]);
    }
    return n;
  }

  private static boolean isUnit(Fraction[][] table, int row) {
    for (int k = 0; k < row; k++) {
      if (table[row][k].signum() != 0) {
        return false;
      }
    }
    return true;
  }

  private static Fraction[][] table(Fraction[][] columns, int[] set, Fraction[] right) {
    Fraction[][] table = new Fraction[right.length][set.length + 1];
    for (int i = 0; i < right.length; i++) {
      for (int k = 0; k < set.length; k++) {
        table[i][k] = columns[set[k]][i];
      }
      table[i][set.length] = right[i];
    }
    return table;
  }

  /** Gauss–Jordan on the first {@code width} columns; returns the rank. */
  private static int eliminate(Fraction[][] table, int width) {
    int rank = 0;
    for (int column = 0; column < width && rank < table.length; column++) {
      int pivot = rank;
      while (pivot < table.length && table[pivot][column].signum() == 0) {
        pivot++;
      }
      if (pivot == table.length) {
        continue;
      }
      Fraction[] row = table[pivot];
      table[pivot] = table[rank];
      Fraction scale = row[column];
      Fraction[] unit = Arrays.stream(row).map(v -> v.over(scale)).toArray(Fraction[]::new);
      table[rank] = unit;
      for (int i = 0; i < table.length; i++) {
        Fraction factor = table[i][column];
        if (i != rank && factor.signum() != 0) {
          for (int k = 0; k < unit.length; k++) {
            table[i][k] = table[i][k].minus(factor.times(unit[k]));
          }
        }
      }
      rank++;
    }
    return rank;
  }
}
