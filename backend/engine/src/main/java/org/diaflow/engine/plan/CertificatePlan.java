package org.diaflow.engine.plan;

import java.util.List;

/**
 * The certificates of problems, one cell each.
 *
 * @param problems the problems
 */
public record CertificatePlan(ProblemGrid problems) implements Plan {

  @Override
  public List<PlanAxis> cellAxes() {
    return List.of();
  }

  @Override
  public List<Plugin> plugins() {
    return List.of();
  }

  @Override
  public CertificateCell cell(int index) {
    return new CertificateCell(index, problems.point(index));
  }
}
