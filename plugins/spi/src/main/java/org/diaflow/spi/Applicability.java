package org.diaflow.spi;

/**
 * The answer of a plug-in whether it can take a problem: yes, or no with the reason.
 *
 * @param applicable whether it can
 * @param reason a sentence with the remedy when it cannot, else the empty string
 */
public record Applicability(boolean applicable, String reason) {

  private static final Applicability YES = new Applicability(true, "");

  /** It can. */
  public static Applicability yes() {
    return YES;
  }

  /** It cannot, because of {@code reason}. */
  public static Applicability no(String reason) {
    return new Applicability(false, reason);
  }

  /**
   * The answer of a method that needs every entry of A at once: yes, but for sparse problems of
   * more than {@value Matrix#MOST_DENSE} entries N·d.
   */
  public static Applicability dense(RegressionProblem problem) {
    return problem.matrix().hasDense() ? yes() : no(tooLarge(problem.matrix()));
  }

  static String tooLarge(Matrix matrix) {
    return "All entries of A are needed at once, and a sparse %d × %d matrix has more than %d; choose homotopy or pdhg."
        .formatted(matrix.rows(), matrix.columns(), Matrix.MOST_DENSE);
  }
}
