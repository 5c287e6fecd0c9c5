package org.diaflow.generators;

import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/** Certified problems whose minimizer has entries spread over many decades. */
final class DynamicRange implements ProblemGenerator {

  private static final ParameterSpec DECADES =
      ParameterSpec.real(
              "decades", 0, 15, 6, "Decades between the smallest and the largest entry of x*.")
          .stated();

  @Override
  public Descriptor descriptor() {
    return Specs.descriptor(
        "dynamic-range",
        "Certified, with entries of x* spread over many decades.",
        Specs.ROWS,
        Specs.COLUMNS,
        Specs.SPARSITY,
        Specs.MARGIN,
        DECADES);
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
    return ReferenceProblems.dynamicRange(
        Specs.whole(parameters, Specs.ROWS),
        Specs.whole(parameters, Specs.COLUMNS),
        Specs.whole(parameters, Specs.SPARSITY),
        parameters.get(Specs.MARGIN.name()),
        parameters.get(DECADES.name()),
        seed);
  }
}
