package org.diaflow.generators;

import org.diaflow.spi.Descriptor;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/** Problems whose unique minimizer x* is known, with ϱ ≤ margin. */
final class Certified implements ProblemGenerator {

  @Override
  public Descriptor descriptor() {
    return Specs.descriptor(
        "certified",
        "Made around its unique minimizer x*, with ϱ ≤ margin.",
        Specs.ROWS,
        Specs.COLUMNS,
        Specs.SPARSITY,
        Specs.MARGIN);
  }

  @Override
  public boolean random(Parameters parameters) {
    return true;
  }

  @Override
  public long entries(Parameters parameters) {
    return Specs.entries(parameters);
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    return ReferenceProblems.certified(
        Specs.whole(parameters, Specs.ROWS),
        Specs.whole(parameters, Specs.COLUMNS),
        Specs.whole(parameters, Specs.SPARSITY),
        parameters.get(Specs.MARGIN.name()),
        seed);
  }
}
