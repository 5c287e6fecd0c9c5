package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The inverse of the Gram matrix A_JᵀA_J of active columns in integers: its adjugate and its
 * determinant, kept up to date as columns come and go.
 *
 * <p>With b = A_Jᵀa_j, v = adj·b and the new determinant D' = D·|a_j|² − bᵀv, the new adjugate is
 * [(D'·adj + vvᵀ)/D, −v; −vᵀ, D]; every division is without a remainder (E. Bareiss, Math. Comp. 22
 * (1968)). Either change costs |J|² products of numbers as long as the determinant. Not
 * thread-safe.
 */
final class IntegerInverse {

  private final IntegerProblem problem;
  private final ExactWork work;
  private int[] active = new int[0];
  private BigInteger[][] adjugate = new BigInteger[0][];
  private BigInteger determinant = BigInteger.ONE;

  /** The inverse for no columns of {@code problem}. */
  IntegerInverse(IntegerProblem problem, ExactWork work) {
    this.problem = problem;
    this.work = work;
  }

  /** A copy that changes by itself. */
  IntegerInverse copy() {
    var copy = new IntegerInverse(problem, work);
    copy.active = active.clone();
    copy.adjugate = Arrays.stream(adjugate).map(BigInteger[]::clone).toArray(BigInteger[][]::new);
    copy.determinant = determinant;
    return copy;
  }

  /** J, in the order in which the columns came. */
  int[] active() {
    return active.clone();
  }

  boolean contains(int j) {
    return Arrays.stream(active).anyMatch(k -> k == j);
  }

  /** det A_JᵀA_J > 0. */
  BigInteger determinant() {
    return determinant;
  }

  /** adj(A_JᵀA_J)·(b_j), j ∈ J, for {@code b} of length d: the solution times the determinant. */
  BigInteger[] solve(BigInteger[] b) {
    work.count((long) active.length * active.length, determinant.bitLength());
    var restricted = new BigInteger[active.length];
    Arrays.setAll(restricted, k -> b[active[k]]);
    return times(restricted);
  }

  private BigInteger[] times(BigInteger[] b) {
    var product = new BigInteger[b.length];
    Arrays.setAll(product, k -> IntegerProblem.product(adjugate[k], b));
    return product;
  }

  /** Appends column {@code j}; false, and nothing changes, if it depends on the others. */
  boolean append(int j) {
    int size = active.length;
    work.count((long) size * size, determinant.bitLength());
    BigInteger[] column = problem.columns()[j];
    var b = new BigInteger[size];
    Arrays.setAll(b, k -> problem.product(active[k], column));
    BigInteger[] v = times(b);
    BigInteger grown =
        determinant
            .multiply(IntegerProblem.product(column, column))
            .subtract(IntegerProblem.product(b, v));
    if (grown.signum() == 0) {
      return false;
    }
    var next = new BigInteger[size + 1][size + 1];
    for (int k = 0; k < size; k++) {
      for (int l = 0; l <= k; l++) {
        next[k][l] = grown.multiply(adjugate[k][l]).add(v[k].multiply(v[l])).divide(determinant);
        next[l][k] = next[k][l];
      }
      next[k][size] = v[k].negate();
      next[size][k] = next[k][size];
    }
    next[size][size] = determinant;
    adjugate = next;
    determinant = grown;
    active = Arrays.copyOf(active, size + 1);
    active[size] = j;
    return true;
  }

  /** Removes column {@code j}, which is active. */
  void remove(int j) {
    int size = active.length - 1;
    work.count((long) size * size, determinant.bitLength());
    int position = 0;
    while (active[position] != j) {
      position++;
    }
    BigInteger shrunk = adjugate[position][position];
    var next = new BigInteger[size][size];
    for (int k = 0; k < size; k++) {
      int row = k < position ? k : k + 1;
      for (int l = 0; l <= k; l++) {
        int column = l < position ? l : l + 1;
        next[k][l] =
            shrunk
                .multiply(adjugate[row][column])
                .subtract(adjugate[row][position].multiply(adjugate[position][column]))
                .divide(determinant);
        next[l][k] = next[k][l];
      }
    }
    int[] kept = new int[size];
    System.arraycopy(active, 0, kept, 0, position);
    System.arraycopy(active, position + 1, kept, position, size - position);
    adjugate = next;
    determinant = shrunk;
    active = kept;
  }
}
