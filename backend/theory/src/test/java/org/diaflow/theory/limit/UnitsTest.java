package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.CertificateCasesTest;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer is the same, or moves as it must, when the units of equations and columns, their
 * order, their signs or their number change (theory §9).
 */
final class UnitsTest {

  /**
   * Rounding of a dual vector relative to its terms, for conditions up to 2^12 after equilibration.
   */
  private static final double CONDITIONED = 0x1p-40;

  /** Problems of each design; more of them with -Ddiaflow.random=1000. */
  private static final int PROBLEMS = Integer.getInteger("diaflow.random", 60);

  private static final double[] DEPTHS = {2, 3, 7};

  private static final double[] SCALES = {1e-1, 1e-4, 1e-12, 1e-60};

  private static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  /** Noiseless and noisy Gaussians and certified problems by turns. */
  private static RegressionProblem base(long seed) {
    return switch ((int) (seed % 3)) {
      case 0 -> ReferenceProblems.gaussian(8, 20, 2, 0, seed);
      case 1 -> ReferenceProblems.gaussian(7, 15, 3, 0.05, seed);
      default -> ReferenceProblems.dynamicRange(9, 20, 3, 0.8, 6, seed);
    };
  }

  /** Everything the theory says about one problem. */
  private record Answers(
      Certificate certificate,
      double[][] errors,
      double[][] uppers,
      double[][] lowers,
      double[] constants) {

    static Answers of(RegressionProblem problem) {
      Certification certification = CertificateCasesTest.certified(problem);
      Certificate certificate = certification.certificate();
      assertTrue(certificate.unique(), () -> problem.provenance() + certificate.reason());
      var study =
          new LimitStudy(problem, Objects.requireNonNull(certification.split()), certificate);
      double[][] errors = new double[DEPTHS.length][SCALES.length];
      double[][] uppers = new double[DEPTHS.length][SCALES.length];
      double[][] lowers = new double[DEPTHS.length][SCALES.length];
      double[] constants = new double[DEPTHS.length];
      for (int d = 0; d < DEPTHS.length; d++) {
        Double constant = study.constant(DEPTHS[d]).value();
        constants[d] = constant == null ? Double.NaN : constant;
        for (int a = 0; a < SCALES.length; a++) {
          var network = new DiagonalNetwork(DEPTHS[d], SCALES[a]);
          ExactLimit.Limit limit = study.limit(network);
          assertTrue(
              limit.reached(),
              () -> "%s %s: %s".formatted(problem.provenance(), network, limit.accuracy()));
          errors[d][a] = limit.error();
          uppers[d][a] = study.bounds(network).upper();
          lowers[d][a] = study.bounds(network).lower();
          assertTrue(lowers[d][a] <= errors[d][a] && errors[d][a] <= uppers[d][a]);
        }
      }
      return new Answers(certificate, errors, uppers, lowers, constants);
    }
  }

  private static RegressionProblem changed(
      RegressionProblem problem, UnaryOperator<double[][]> rowsAndObservation) {
    int d = problem.columns();
    double[][] rows = new double[problem.rows()][d + 1];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] = problem.matrix().get(i, j);
      }
      rows[i][d] = problem.observations()[i];
    }
    double[][] other = rowsAndObservation.apply(rows);
    double[][] matrix =
        Arrays.stream(other).map(row -> Arrays.copyOf(row, d)).toArray(double[][]::new);
    double[] y = Arrays.stream(other).mapToDouble(row -> row[d]).toArray();
    return new RegressionProblem(
        DenseMatrix.ofRows(matrix), y, null, problem.provenance() + ", changed");
  }

  private static void assertSameBounds(Answers expected, Answers actual) {
    for (int d = 0; d < DEPTHS.length; d++) {
      for (int a = 0; a < SCALES.length; a++) {
        assertClose(expected.uppers()[d][a], actual.uppers()[d][a], 1e-8);
        assertClose(expected.lowers()[d][a], actual.lowers()[d][a], 1e-8);
      }
    }
  }

  private static void assertSame(Answers expected, Answers actual, double accuracy) {
    Certificate one = expected.certificate();
    Certificate other = actual.certificate();
    assertArrayEquals(one.support(), other.support());
    for (int j : one.support()) {
      assertClose(one.minimizer()[j], other.minimizer()[j], accuracy);
    }
    assertClose(one.rho(), other.rho(), accuracy);
    assertClose(
        Objects.requireNonNull(one.rhoTilde()).upper(),
        Objects.requireNonNull(other.rhoTilde()).upper(),
        accuracy);
    assertArrayEquals(one.rhoActive(), other.rhoActive());
    for (int d = 0; d < DEPTHS.length; d++) {
      assertClose(expected.constants()[d], actual.constants()[d], 100 * accuracy);
      for (int a = 0; a < SCALES.length; a++) {
        assertClose(expected.errors()[d][a], actual.errors()[d][a], accuracy);
      }
    }
  }

  private static void assertClose(
      @org.jspecify.annotations.Nullable Double expected,
      @org.jspecify.annotations.Nullable Double actual,
      double accuracy) {
    double value = Objects.requireNonNull(expected);
    assertEquals(value, Objects.requireNonNull(actual), accuracy * Math.abs(value));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equationsInOtherUnits(long seed) {
    var random = new Random(seed);
    RegressionProblem base = base(seed);
    RegressionProblem scaled =
        changed(
            base,
            rows -> {
              for (double[] row : rows) {
                int exponent = random.nextInt(81) - 40;
                Arrays.setAll(row, j -> Math.scalb(row[j], exponent));
              }
              return rows;
            });
    Answers expected = Answers.of(base);
    Answers actual = Answers.of(scaled);
    assertSame(expected, actual, 1e-9);
    assertSameBounds(expected, actual);
  }

  /** Rows multiplied by factors between 1e-12 and 1e12, most of them no powers of two. */
  private static RegressionProblem inUnitsThatRound(RegressionProblem problem, long seed) {
    var random = new Random(seed);
    return changed(
        problem,
        rows -> {
          for (double[] row : rows) {
            double factor = Math.pow(10, 24 * random.nextDouble() - 12);
            Arrays.setAll(row, j -> factor * row[j]);
          }
          return rows;
        });
  }

  /** Factors that are no powers of two change y and A by rounding: 2⁻⁵³ times the condition. */
  @ParameterizedTest
  @MethodSource("seeds")
  void equationsInUnitsThatRound(long seed) {
    RegressionProblem base = ReferenceProblems.certified(8, 18, 3, 0.7, seed);
    Answers expected = Answers.of(base);
    Answers actual = Answers.of(inUnitsThatRound(base, seed));
    assertSame(expected, actual, 1e-9);
    assertSameBounds(expected, actual);
  }

  /** Designs with and without ties, |S| < N: the bounds are functions of ker A, S and g* alone. */
  @ParameterizedTest
  @EnumSource(Design.class)
  void boundsInUnitsThatRound(Design design) {
    int compared = 0;
    for (long seed = 1; seed <= PROBLEMS; seed++) {
      RegressionProblem base = design.problem(seed);
      Certification one = CertificateCasesTest.certified(base);
      if (!one.certificate().unique() || Objects.requireNonNull(one.split()).freedom() == 0) {
        continue;
      }
      RegressionProblem scaled = inUnitsThatRound(base, seed);
      Certification other = CertificateCasesTest.certified(scaled);
      assertArrayEquals(one.certificate().support(), other.certificate().support());
      assertClose(
          Objects.requireNonNull(one.certificate().rhoTilde()).upper(),
          Objects.requireNonNull(other.certificate().rhoTilde()).upper(),
          1e-8);
      assertSameBounds(rigorousBounds(base, one), rigorousBounds(scaled, other));
      compared++;
    }
    assertTrue(compared > PROBLEMS / 2, () -> design + " has few problems with |S| < N");
  }

  private static void assertSameBounds(List<Bounds> expected, List<Bounds> actual) {
    for (int k = 0; k < expected.size(); k++) {
      assertClose(expected.get(k).upper(), actual.get(k).upper(), 1e-8);
      assertClose(expected.get(k).lower(), actual.get(k).lower(), 1e-8);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equationsRepeatedAndAnotherOrder(long seed) {
    RegressionProblem base = base(seed);
    RegressionProblem more =
        changed(
            base,
            rows -> {
              int n = rows.length;
              double[][] grown = new double[n + 2][];
              for (int i = 0; i < n; i++) {
                grown[i] = rows[n - 1 - i];
              }
              grown[n] = Arrays.stream(rows[0]).map(v -> 4 * v).toArray();
              grown[n + 1] = rows[n - 1];
              return grown;
            });
    Answers expected = Answers.of(base);
    Answers actual = Answers.of(more);
    assertSame(expected, actual, 1e-9);
    assertSameBounds(expected, actual);
  }

  /** The sum of two equations has rounding errors of its own, and adds no new equation. */
  @ParameterizedTest
  @MethodSource("seeds")
  void equationsThatAreSumsOfOthers(long seed) {
    RegressionProblem base = ReferenceProblems.certified(8, 18, 3, 0.7, seed);
    RegressionProblem more =
        changed(
            base,
            rows -> {
              double[][] grown = Arrays.copyOf(rows, rows.length + 1);
              double[] sum = new double[rows[0].length];
              Arrays.setAll(sum, j -> rows[0][j] + 3 * rows[2][j]);
              grown[rows.length] = sum;
              return grown;
            });
    assertSame(Answers.of(base), Answers.of(more), 1e-8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void columnsInAnotherOrderWithOtherSigns(long seed) {
    RegressionProblem base = base(seed);
    int d = base.columns();
    RegressionProblem flipped =
        changed(
            base,
            rows -> {
              double[][] other = new double[rows.length][d + 1];
              for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < d; j++) {
                  other[i][j] = (j % 2 == 0 ? -1 : 1) * rows[i][d - 1 - j];
                }
                other[i][d] = rows[i][d];
              }
              return other;
            });
    Answers expected = Answers.of(base);
    Answers actual = Answers.of(flipped);
    Certificate certificate = actual.certificate();
    int[] support = Arrays.stream(certificate.support()).map(j -> d - 1 - j).sorted().toArray();
    assertArrayEquals(expected.certificate().support(), support);
    assertClose(expected.certificate().rho(), certificate.rho(), 1e-10);
    for (int k = 0; k < DEPTHS.length; k++) {
      for (int a = 0; a < SCALES.length; a++) {
        assertClose(expected.errors()[k][a], actual.errors()[k][a], 1e-9);
      }
    }
  }

  /** Columns in units 2^40 apart are another problem; its certificate is checked from A and y. */
  @ParameterizedTest
  @MethodSource("seeds")
  void columnsInOtherUnits(long seed) {
    var random = new Random(seed);
    RegressionProblem base = base(seed);
    int d = base.columns();
    int[] exponents = IntStream.range(0, d).map(j -> random.nextInt(41) - 20).toArray();
    RegressionProblem scaled =
        changed(
            base,
            rows -> {
              for (double[] row : rows) {
                Arrays.setAll(row, j -> j < d ? Math.scalb(row[j], exponents[j]) : row[j]);
              }
              return rows;
            });
    Certification certification = CertificateCasesTest.certified(scaled);
    Certificate certificate = certification.certificate();
    rigorousBounds(scaled, certification);
    double[] correlations = Objects.requireNonNull(certificate.correlations());
    double[] minimizer = certificate.minimizer();
    double[] dual = Objects.requireNonNull(certificate.dual());
    for (int j = 0; j < d; j++) {
      double rounding = 0;
      for (int i = 0; i < base.rows(); i++) {
        rounding += CONDITIONED * Math.abs(scaled.matrix().get(i, j) * dual[i]);
      }
      double size = Math.abs(correlations[j]);
      boolean allowed = minimizer[j] != 0 ? Math.abs(size - 1) <= rounding : size < 1 + rounding;
      assertTrue(allowed, () -> size + " " + scaled.provenance());
    }
    double norm = LinearAlgebra.norm1(minimizer);
    assertEquals(norm, LinearAlgebra.dot(scaled.observations(), dual), 1e-9 * norm);
  }

  /** The bounds at every depth and scale; limits are not refused, and lie between them. */
  private static List<Bounds> rigorousBounds(
      RegressionProblem problem, Certification certification) {
    var study =
        new LimitStudy(
            problem, Objects.requireNonNull(certification.split()), certification.certificate());
    var all = new ArrayList<Bounds>();
    for (double depth : DEPTHS) {
      for (double scale : SCALES) {
        var network = new DiagonalNetwork(depth, scale);
        ExactLimit.Limit limit = study.limit(network);
        Bounds bounds = study.bounds(network);
        assertTrue(limit.reached());
        assertTrue(
            bounds.lower() <= limit.error() && limit.error() <= bounds.upper(),
            () -> problem.provenance() + " " + network + " " + limit.error() + " " + bounds);
        all.add(bounds);
      }
    }
    return all;
  }

  /** Kinds of random problems with |S| < N, mostly. */
  enum Design {
    GAUSSIAN,
    CERTIFIED,
    /** Entries ±1 and a minimizer of ones, sometimes: R_α is attained at several vectors. */
    SIGNS,
    BINARY,
    /** A column is a combination of two of the support: it stays in their span. */
    DEPENDENT;

    RegressionProblem problem(long seed) {
      var random = new Random(seed);
      int n = 6 + random.nextInt(8);
      int d = 2 * n + random.nextInt(n);
      int sparsity = 1 + random.nextInt(n / 2);
      return switch (this) {
        case GAUSSIAN -> ReferenceProblems.gaussian(n, d, sparsity, 0, seed);
        case CERTIFIED -> ReferenceProblems.certified(n, d, sparsity, 0.8, seed);
        case SIGNS ->
            combination(n, d, 1 + sparsity / 2, random, () -> random.nextBoolean() ? 1 : -1);
        case BINARY -> combination(n, d, 1 + sparsity / 2, random, () -> random.nextInt(2));
        case DEPENDENT -> withDependentColumn(ReferenceProblems.certified(n, d, 2, 0.8, seed));
      };
    }

    private static RegressionProblem withDependentColumn(RegressionProblem problem) {
      double[] planted = Objects.requireNonNull(problem.planted());
      int d = problem.columns();
      int[] support = IntStream.range(0, d).filter(j -> planted[j] != 0).toArray();
      double[][] rows = new double[problem.rows()][d + 1];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < d; j++) {
          rows[i][j] = problem.matrix().get(i, j);
        }
        rows[i][d] = (rows[i][support[0]] + rows[i][support[1]]) / 4;
      }
      return new RegressionProblem(
          DenseMatrix.ofRows(rows), problem.observations(), null, problem.provenance());
    }

    private static RegressionProblem combination(
        int n, int d, int sparsity, Random random, IntSupplier entry) {
      double[] entries = IntStream.range(0, n * d).mapToDouble(k -> entry.getAsInt()).toArray();
      int largest = 1 + random.nextInt(3);
      double[] x = new double[d];
      for (int k = 0; k < sparsity; k++) {
        x[random.nextInt(d)] = 1 + random.nextInt(largest);
      }
      double[] y = new double[n];
      var matrix = new DenseMatrix(n, d, entries);
      matrix.multiply(x, y);
      return new RegressionProblem(matrix, y, null, "design of %d x %d".formatted(n, d));
    }
  }
}
