package org.diaflow.ojalgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.Certifier;
import org.diaflow.theory.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simplex finds minimizers that the judge confirms. */
final class OjalgoSimplexTest {

  private final OjalgoSimplex solver = new OjalgoSimplex();

  private L1Candidate solve(RegressionProblem problem) {
    return solver.solve(
        new L1Task(problem, Parameters.defaults(solver.descriptor()), Budget.UNLIMITED),
        IterateListener.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void certifiedInstancesAreSolved(long seed) {
    RegressionProblem problem = ReferenceProblems.certified(30, 90, 8, 0.9, seed);
    L1Candidate candidate = solve(problem);
    var certification = new Certifier(problem).certify(candidate.x(), candidate.dual());
    assertTrue(certification.certificate().optimal());
    assertTrue(certification.certificate().unique());
    // the planted vector is exact up to the rounding of y, amplified by the conditioning of A_S
    assertArrayEquals(
        Objects.requireNonNull(problem.planted()), certification.certificate().minimizer(), 1e-11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1, 1e200})
  void sizeOfTheEntriesDoesNotMatter(double size) {
    RegressionProblem base = ReferenceProblems.certified(10, 30, 3, 0.8, 5);
    var scaled =
        new RegressionProblem(
            new DenseMatrix(
                10, 30, Arrays.stream(base.matrix().entries()).map(a -> a * size).toArray()),
            Arrays.stream(base.observations()).map(y -> y * size).toArray(),
            null,
            "scaled");
    assertArrayEquals(solve(base).x(), solve(scaled).x(), 1e-9);
  }

  @Test
  void observationsOutsideTheRangeAreSaidToBe() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1}, new double[] {1, 1}),
            new double[] {1, 2},
            null,
            "inconsistent");
    assertNotEquals(StopReason.CONVERGED, solve(problem).outcome().reason());
    assertEquals(StopReason.STALLED, solve(problem).outcome().reason());
  }
}
