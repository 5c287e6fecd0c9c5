package org.diaflow.generators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.testkit.GeneratorContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each generator keeps the contract, and the random designs have the moments they state. */
class GeneratorsTest {

  @Nested
  class TightnessTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new Tightness();
    }
  }

  @Nested
  class GaussianTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new Gaussian();
    }
  }

  @Nested
  class CertifiedTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new Certified();
    }
  }

  @Nested
  class SparseCertifiedTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new SparseCertified();
    }
  }

  @Nested
  class DynamicRangeTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new DynamicRange();
    }
  }

  @Nested
  class DonohoTannerTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new DonohoTanner();
    }
  }

  @Nested
  class NonUniqueTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new NonUnique();
    }
  }

  @Nested
  class RademacherTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new Rademacher();
    }
  }

  @Nested
  class ToeplitzTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new Toeplitz();
    }
  }

  @Nested
  class StudentTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new Student();
    }
  }

  @Nested
  class SpikedCovarianceTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new SpikedCovariance();
    }
  }

  @Nested
  class PartialCosineTest extends GeneratorContract {
    @Override
    protected ProblemGenerator generator() {
      return new PartialCosine();
    }

    /** Different rows of an orthonormal matrix times √(d/N). */
    @Test
    void rowsAreOrthogonal() {
      var chosen = Map.of("rows", 20.0, "columns", 50.0, "sparsity", 2.0);
      Parameters parameters = Parameters.of(generator().descriptor(), chosen);
      DenseMatrix matrix = generator().generate(parameters, 3).matrix().dense();
      for (int i = 0; i < 20; i++) {
        for (int k = 0; k <= i; k++) {
          double sum = 0;
          for (int j = 0; j < 50; j++) {
            sum += matrix.get(i, j) * matrix.get(k, j);
          }
          assertEquals(i == k ? 2.5 : 0, sum, 50 * 0x1p-50);
        }
      }
      var tall = Map.of("rows", 51.0, "columns", 50.0, "sparsity", 2.0);
      Parameters refused = Parameters.of(generator().descriptor(), tall);
      assertThrows(ArgumentOutOfRangeException.class, () -> generator().generate(refused, 3));
    }
  }

  private static DenseMatrix matrix(ProblemGenerator generator, Map<String, Double> others) {
    var chosen = new java.util.HashMap<>(others);
    chosen.putAll(Map.of("rows", 4000.0, "columns", 12.0, "sparsity", 2.0));
    return generator.generate(Parameters.of(generator.descriptor(), chosen), 3).matrix().dense();
  }

  /** ⟨a_i, a_j⟩, whose standard deviation is below 3/√4000 = 0.05 for normal entries. */
  private static double product(DenseMatrix matrix, int i, int j) {
    double sum = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      sum += matrix.get(row, i) * matrix.get(row, j);
    }
    return sum;
  }

  @Test
  void neighboursAreCorrelatedAsStated() {
    DenseMatrix matrix = matrix(new Toeplitz(), Map.of("correlation", 0.6));
    assertEquals(1, product(matrix, 4, 4), 0.15);
    assertEquals(0.6, product(matrix, 4, 5), 0.15);
    assertEquals(0.36, product(matrix, 4, 6), 0.15);
    assertEquals(0, product(matrix, 0, 11), 0.15);
  }

  /** The trace of the covariance is d + spike. */
  @Test
  void theSpikeAddsItsVariance() {
    DenseMatrix matrix = matrix(new SpikedCovariance(), Map.of("spike", 20.0));
    double trace = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      trace += product(matrix, j, j);
    }
    assertEquals(32, trace, 3);
  }

  /** The variance of Student's distribution is ν/(ν − 2). */
  @Test
  void heavyTailsHaveTheirVariance() {
    DenseMatrix matrix = matrix(new Student(), Map.of("freedom", 10.0));
    assertEquals(1.25, product(matrix, 1, 1), 0.2);
  }

  @Test
  void signsAreSigns() {
    DenseMatrix matrix = matrix(new Rademacher(), Map.of());
    assertEquals(1, product(matrix, 1, 1), 1e-12);
    assertEquals(0, product(matrix, 1, 2), 0.1);
  }

  @Test
  void aRandomProblemWithoutUniqueMinimizerNeedsAllItsSizes() {
    var generator = new NonUnique();
    var parameters = Parameters.of(generator.descriptor(), Map.of("rows", 6.0));
    var refused =
        assertThrows(ArgumentOutOfRangeException.class, () -> generator.generate(parameters, 1));
    assertEquals("columns", refused.name());
  }
}
