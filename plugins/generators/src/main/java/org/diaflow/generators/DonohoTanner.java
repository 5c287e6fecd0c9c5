package org.diaflow.generators;

import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/** Gaussian sparse recovery at a point of the phase diagram; rows and nonzeros are rounded. */
final class DonohoTanner implements ProblemGenerator {

  private static final ParameterSpec UNDERSAMPLING =
      ParameterSpec.real("undersampling", Double.MIN_VALUE, 1, 0.5, "N/d.").stated();
  private static final ParameterSpec DENSITY =
      ParameterSpec.real("density", Double.MIN_VALUE, 1, 0.3, "s/N.").stated();

  @Override
  public Descriptor descriptor() {
    return Specs.descriptor(
        "donoho-tanner",
        "Gaussian sparse recovery at a point of the phase diagram.",
        Specs.COLUMNS,
        UNDERSAMPLING,
        DENSITY);
  }

  @Override
  public boolean random(Parameters parameters) {
    return true;
  }

  @Override
  public long entries(Parameters parameters) {
    return (long) Specs.whole(parameters, Specs.COLUMNS)
        * ReferenceProblems.rows(
            Specs.whole(parameters, Specs.COLUMNS), parameters.get(UNDERSAMPLING.name()));
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    return ReferenceProblems.donohoTanner(
        Specs.whole(parameters, Specs.COLUMNS),
        parameters.get(UNDERSAMPLING.name()),
        parameters.get(DENSITY.name()),
        seed);
  }
}
