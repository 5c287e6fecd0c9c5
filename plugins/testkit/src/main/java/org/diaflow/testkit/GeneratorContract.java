package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.junit.jupiter.api.Test;

/**
 * What every problem generator must do with its default parameters: make finite problems of the
 * stated size that parameters and seed determine. Extend it, return your generator, and run it as a
 * JUnit test.
 */
public abstract class GeneratorContract {

  /** The generator under test; may be the same instance every time. */
  protected abstract ProblemGenerator generator();

  private RegressionProblem problem(long seed) {
    return generator().generate(defaults(), seed);
  }

  private Parameters defaults() {
    return Parameters.defaults(generator().descriptor());
  }

  @Test
  void descriptorIsComplete() {
    DescriptorRules.check(() -> generator().descriptor());
  }

  @Test
  void equalSeedsGiveEqualBits() {
    RegressionProblem first = problem(7);
    RegressionProblem second = problem(7);
    assertArrayEquals(first.matrix().values(), second.matrix().values());
    assertArrayEquals(first.observations(), second.observations());
    assertArrayEquals(first.planted(), second.planted());
    assertEquals(first.provenance(), second.provenance());
  }

  @Test
  void otherSeedsGiveOtherProblemsIfItIsRandom() {
    boolean equal = Arrays.equals(problem(7).observations(), problem(8).observations());
    assertEquals(!generator().random(defaults()), equal);
  }

  @Test
  void problemsAreFiniteAndOfTheStatedSize() {
    RegressionProblem problem = problem(7);
    long entries = generator().entries(defaults());
    assertTrue(entries == 0 || entries == (long) problem.rows() * problem.columns());
    assertTrue(Arrays.stream(problem.matrix().values()).allMatch(Double::isFinite));
    assertTrue(Arrays.stream(problem.observations()).allMatch(Double::isFinite));
    assertFalse(problem.provenance().isBlank());
  }

  /** Where there is no noise, the planted vector solves the system up to its rounding. */
  @Test
  void thePlantedVectorSolvesTheSystemWithoutNoise() {
    RegressionProblem problem = problem(7);
    if (problem.planted() == null || defaults().values().getOrDefault("noise", 0.0) != 0) {
      return;
    }
    double[] product = new double[problem.rows()];
    problem.matrix().multiply(Objects.requireNonNull(problem.planted()), product);
    double size = Arrays.stream(problem.observations()).map(Math::abs).max().orElse(0);
    assertArrayEquals(problem.observations(), product, 0x1p-48 * size);
  }
}
