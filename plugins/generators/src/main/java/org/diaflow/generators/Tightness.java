package org.diaflow.generators;

import java.util.List;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/** The tightness example A = (1, ϱ) with one observation, on which both bounds are attained. */
final class Tightness implements ProblemGenerator {

  private static final ParameterSpec RHO =
      ParameterSpec.real("rho", Double.MIN_VALUE, Math.nextDown(1.0), 0.5, "ϱ of the example.")
          .stated();
  private static final ParameterSpec Y =
      ParameterSpec.real("y", Double.MIN_VALUE, Double.MAX_VALUE, 2, "The observation.").stated();

  @Override
  public Descriptor descriptor() {
    return Specs.descriptor(
        "tightness",
        "A = (1, ϱ): the smallest problem, on which both bounds are attained.",
        List.of(),
        RHO,
        Y);
  }

  @Override
  public boolean random(Parameters parameters) {
    return false;
  }

  @Override
  public long entries(Parameters parameters) {
    return 2;
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    return ReferenceProblems.tightness(parameters.get(RHO.name()), parameters.get(Y.name()));
  }
}
