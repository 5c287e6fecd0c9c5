package org.diaflow.spi;

/**
 * Whether a plug-in can take a problem: yes, or no with the reason.
 *
 * @param supported whether it can
 * @param reason a sentence with the remedy when it cannot, else the empty string
 */
public record Support(boolean supported, String reason) {

  private static final Support YES = new Support(true, "");

  /** It can. */
  public static Support yes() {
    return YES;
  }

  /** It cannot, because of {@code reason}. */
  public static Support no(String reason) {
    return new Support(false, reason);
  }

  /**
   * The answer of a method that needs every entry of A at once: yes, but for sparse problems of
   * more than {@value Matrix#MOST_DENSE} entries N·d.
   */
  public static Support dense(RegressionProblem problem) {
    return problem.matrix().hasDense() ? yes() : no(tooLarge(problem.matrix()));
  }

  static String tooLarge(Matrix matrix) {
    return "All entries of A are needed at once, and a sparse %d × %d matrix has more than %d; choose homotopy or pdhg."
        .formatted(matrix.rows(), matrix.columns(), Matrix.MOST_DENSE);
  }
}
