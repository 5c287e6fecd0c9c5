package org.diaflow.generators;

import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/** Certified problems with a sparse matrix. */
final class SparseCertified implements ProblemGenerator {

  private static final ParameterSpec NONZEROS =
      ParameterSpec.integer(
              "nonzerosPerColumn", 1, 50_000_000, 10, "Nonzero entries of each column of A.")
          .stated();

  @Override
  public Descriptor descriptor() {
    return Specs.descriptor(
        "sparse-certified",
        "A sparse matrix made around its unique minimizer x*, with ϱ ≤ margin.",
        Specs.ROWS,
        Specs.COLUMNS,
        Specs.SPARSITY,
        NONZEROS,
        Specs.MARGIN);
  }

  @Override
  public boolean random(Parameters parameters) {
    return true;
  }

  @Override
  public long entries(Parameters parameters) {
    return 0;
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    return ReferenceProblems.sparseCertified(
        Specs.whole(parameters, Specs.ROWS),
        Specs.whole(parameters, Specs.COLUMNS),
        Specs.whole(parameters, Specs.SPARSITY),
        Specs.whole(parameters, NONZEROS),
        parameters.get(Specs.MARGIN.name()),
        seed);
  }
}
