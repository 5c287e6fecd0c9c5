package org.diaflow.generators;

import java.util.List;
import java.util.stream.Stream;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * Problems with a segment of minimizers (theory §7): random ones, or without parameters the
 * smallest whose selected point depends on the depth, which is 2 × 3.
 */
final class NonUnique implements ProblemGenerator {

  private static final List<ParameterSpec> SIZES =
      Stream.of(Specs.ROWS, Specs.COLUMNS, Specs.SPARSITY)
          .map(
              spec ->
                  ParameterSpec.integer(
                      spec.name(),
                      0,
                      (long) spec.maximum(),
                      0,
                      spec.help() + " Leave all sizes out for the 2 × 3 example."))
          .toList();

  @Override
  public Descriptor descriptor() {
    return Specs.descriptor(
        "non-unique",
        "A segment of minimizers: random with rows, columns and sparsity, without them the 2 × 3"
            + " example.",
        SIZES.toArray(ParameterSpec[]::new));
  }

  @Override
  public boolean random(Parameters parameters) {
    return SIZES.stream().anyMatch(spec -> parameters.get(spec.name()) != 0);
  }

  @Override
  public long entries(Parameters parameters) {
    return random(parameters) ? Specs.entries(parameters) : 6;
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    if (!random(parameters)) {
      return ReferenceProblems.nonUnique();
    }
    for (ParameterSpec spec : SIZES) {
      if (parameters.get(spec.name()) == 0) {
        throw new ArgumentOutOfRangeException(
            spec.name(),
            "0",
            "A random problem needs it; the 2 × 3 example takes no sizes at all.");
      }
    }
    return ReferenceProblems.nonUnique(
        Specs.whole(parameters, Specs.ROWS),
        Specs.whole(parameters, Specs.COLUMNS),
        Specs.whole(parameters, Specs.SPARSITY),
        seed);
  }
}
