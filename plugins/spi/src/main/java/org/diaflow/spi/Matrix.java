package org.diaflow.spi;

/**
 * A real N × d matrix, stored in full or by its nonzero entries.
 *
 * <p>Methods that need no more than products work on both alike. Others ask {@link #dense} for all
 * entries, after {@link Applicability#dense} has said that they are not too many.
 */
public sealed interface Matrix permits DenseMatrix, SparseMatrix {

  /** Most entries N·d up to which a sparse matrix is also given in full: 32 MB of doubles. */
  long MOST_DENSE = 4_000_000;

  /** Number of rows N. */
  int rows();

  /** Number of columns d. */
  int columns();

  /** Writes A·x (length N) into {@code product}. Cost one multiplication per stored entry. */
  void multiply(double[] x, double[] product);

  /** Writes Aᵀ·r (length d) into {@code product}. Cost one multiplication per stored entry. */
  void multiplyTransposed(double[] r, double[] product);

  /** The stored entries, in no order to rely on: every entry that is not 0 is among them. */
  default double[] values() {
    return switch (this) {
      case DenseMatrix dense -> dense.entries();
      case SparseMatrix sparse -> sparse.nonzeros();
    };
  }

  /** Entry (i, j), counted from 0. Cost a search in column j where the matrix is sparse. */
  default double get(int i, int j) {
    return switch (this) {
      case DenseMatrix dense -> dense.get(i, j);
      case SparseMatrix sparse -> sparse.get(i, j);
    };
  }

  /** A copy of column {@code j}, length N. */
  default double[] column(int j) {
    double[] column = new double[rows()];
    if (this instanceof SparseMatrix sparse) {
      sparse.writeColumn(j, column);
    } else {
      for (int i = 0; i < column.length; i++) {
        column[i] = get(i, j);
      }
    }
    return column;
  }

  /** Whether {@link #dense} answers: always, but for sparse matrices of many entries. */
  default boolean hasDense() {
    return this instanceof DenseMatrix || (long) rows() * columns() <= MOST_DENSE;
  }

  /**
   * This matrix with all of its entries: itself where it is dense, else a copy.
   *
   * @throws IllegalStateException where {@link #hasDense} says no
   */
  default DenseMatrix dense() {
    return switch (this) {
      case DenseMatrix dense -> dense;
      case SparseMatrix sparse -> {
        if (!hasDense()) {
          throw new IllegalStateException(Applicability.tooLarge(this));
        }
        yield sparse.expand();
      }
    };
  }
}
