package org.diaflow.engine.plan;

/**
 * A cell that is the certificate of one problem.
 *
 * @param index position in the experiment, from 0
 * @param problem the problem
 * @param solver what finds the minimizer
 */
public record CertificateCell(int index, ProblemPoint problem, String solver) implements Cell {

  @Override
  public String engineId() {
    return solver;
  }
}
