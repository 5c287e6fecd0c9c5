package org.diaflow.engine.plan;

/**
 * A cell that is the certificate of one problem.
 *
 * @param index position in the experiment, from 0
 * @param problem the problem
 */
public record CertificateCell(int index, ProblemPoint problem) implements Cell {

  /** What clients are told computed it: the judge. */
  private static final String ENGINE = "certificate";

  @Override
  public String engineId() {
    return ENGINE;
  }
}
