package org.diaflow.theory.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Fraction;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.problem.ProblemCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Certificates of small random problems are those of enumeration in rational arithmetic, in
 * whatever units, however small entries are, and with every tie decided.
 */
final class CertificateOracleTest {

  private static final double ACCURACY = 1e-8;

  /** Constants enter as 1 − ϱ and the like, where this is one rounding. */
  private static final double ROUNDED_ZERO = Math.ulp(1.0);

  /** 1 − ϱ up to which rounding explains ϱ = 1: 8·(N + d)·2⁻⁵² and more, as the judge has it. */
  private static final double UNDECIDED = 1e-13;

  /** How many problems there are of each kind; {@code -Ddiaflow.random} states another number. */
  private static final int PROBLEMS = Integer.getInteger("diaflow.random", 150);

  /** A kind of entry. */
  private enum Kind {
    SIGNS,
    BITS,
    SMALL_INTEGERS,
    SIXTEENTHS,
    TWELVE_DECADES,
    SCALED_ROWS,
    SCALED_COLUMNS,
    SCALED_BY_HUNDREDS_OF_DECADES;

    double entry(Random random) {
      return switch (this) {
        case SIGNS -> random.nextBoolean() ? 1 : -1;
        case BITS -> random.nextInt(2);
        case SMALL_INTEGERS, SCALED_BY_HUNDREDS_OF_DECADES -> random.nextInt(7) - 3;
        case SIXTEENTHS, SCALED_ROWS, SCALED_COLUMNS -> (random.nextInt(65) - 32) / 16.0;
        case TWELVE_DECADES -> Math.scalb(random.nextInt(33) - 16, random.nextInt(41) - 20);
      };
    }

    /** Rows are multiplied by up to 2^±rowUnits. */
    int rowUnits() {
      return switch (this) {
        case SCALED_ROWS -> 40;
        case SCALED_BY_HUNDREDS_OF_DECADES -> 900;
        default -> 0;
      };
    }

    /** Columns are multiplied by up to 2^±columnUnits. */
    int columnUnits() {
      return switch (this) {
        case SCALED_COLUMNS -> 30;
        case SCALED_BY_HUNDREDS_OF_DECADES -> 30;
        default -> 0;
      };
    }

    /** The larger of two entries of x is up to 2^planted times the smaller one. */
    int planted() {
      return this == SCALED_BY_HUNDREDS_OF_DECADES ? 40 : 1;
    }
  }

  private static RegressionProblem problem(Kind kind, long seed) {
    var random = new Random(1000 * kind.ordinal() + seed);
    int rows = 1 + random.nextInt(3);
    int columns = rows + 1 + random.nextInt(6 - rows);
    double[] entries = new double[rows * columns];
    Arrays.setAll(entries, k -> kind.entry(random));
    double[] y = new double[rows];
    if (random.nextBoolean()) {
      int j = random.nextInt(columns);
      int k = random.nextInt(columns);
      double large = Math.scalb(1.0, random.nextInt(kind.planted()));
      Arrays.setAll(y, i -> 2 * large * entries[i * columns + j] - entries[i * columns + k]);
    } else {
      Arrays.setAll(y, i -> kind.entry(random));
    }
    for (int i = 0; i < rows; i++) {
      int exponent = random.nextInt(2 * kind.rowUnits() + 1) - kind.rowUnits();
      y[i] = Math.scalb(y[i], exponent);
      for (int j = 0; j < columns; j++) {
        entries[i * columns + j] = Math.scalb(entries[i * columns + j], exponent);
      }
    }
    for (int j = 0; j < columns; j++) {
      int exponent = random.nextInt(2 * kind.columnUnits() + 1) - kind.columnUnits();
      for (int i = 0; i < rows; i++) {
        entries[i * columns + j] = Math.scalb(entries[i * columns + j], exponent);
      }
    }
    return new RegressionProblem(
        new DenseMatrix(rows, columns, entries),
        y,
        null,
        "%s %d: %s, %s".formatted(kind, seed, Arrays.toString(entries), Arrays.toString(y)));
  }

  @ParameterizedTest
  @EnumSource
  void certificatesAreThoseOfEnumeration(Kind kind) {
    int solvable = 0;
    for (int seed = 0; seed < PROBLEMS; seed++) {
      RegressionProblem problem = problem(kind, seed);
      if (Arrays.stream(problem.observations()).allMatch(b -> b == 0)
          || Arrays.stream(problem.matrix().values()).allMatch(a -> a == 0)) {
        continue;
      }
      ExactCertificate exact = ExactCertificate.of(problem);
      if (exact.vertices().isEmpty()) {
        assertThrows(
            UnsolvableProblemException.class,
            () -> ProblemCheck.requireSolvable(problem),
            problem.provenance());
        continue;
      }
      solvable++;
      Certificate certificate =
          assertDoesNotThrow(
              () -> CertificateCasesTest.certified(problem).certificate(), problem.provenance());
      requireSame(exact, certificate, problem);
    }
    assertTrue(solvable > PROBLEMS / 2);
  }

  private static void requireSame(
      ExactCertificate exact, Certificate certificate, RegressionProblem problem) {
    String name = problem.provenance() + " " + certificate.reason();
    assertTrue(certificate.optimal(), name);
    boolean decided =
        exact.vertices().size() > 1
            || 1 - Objects.requireNonNull(exact.rho()).doubleValue() > UNDECIDED;
    assertEquals(
        decided ? exact.vertices().size() == 1 : certificate.unique(), certificate.unique(), name);
    assertTrue(certificate.backwardError() <= BackwardError.solved(problem.rows()), name);
    boolean found =
        exact.vertices().stream().anyMatch(vertex -> same(vertex, certificate.minimizer()));
    assertTrue(found, () -> name + Arrays.toString(certificate.minimizer()));
    if (!certificate.unique()) {
      return;
    }
    assertArrayEquals(exact.support(), certificate.support(), name);
    assertClose(exact.rho(), Objects.requireNonNull(certificate.rho()), "ϱ of " + name);
    Bracket tilde = Objects.requireNonNull(certificate.rhoTilde());
    assertClose(exact.rhoTilde(), tilde.lower(), "ϱ̃ of " + name);
    assertClose(exact.rhoTilde(), tilde.upper(), "ϱ̃ of " + name);
    Bracket minus = Objects.requireNonNull(certificate.rhoMinus());
    assertClose(exact.rhoMinus(), minus.lower(), "ϱ⁻ of " + name);
    assertClose(exact.rhoMinus(), minus.upper(), "ϱ⁻ of " + name);
  }

  /** Entry by entry to the stated accuracy, zeros exactly. */
  private static boolean same(Fraction[] vertex, double[] x) {
    return IntStream.range(0, x.length)
        .allMatch(
            j -> {
              double expected = vertex[j].doubleValue();
              return Math.abs(x[j] - expected) <= ACCURACY * Math.abs(expected);
            });
  }

  private static void assertClose(@Nullable Fraction expected, double actual, String name) {
    double value = Objects.requireNonNull(expected).doubleValue();
    assertEquals(
        value,
        actual,
        Math.max(ACCURACY * value, ROUNDED_ZERO),
        () -> String.format(Locale.ROOT, "%s", name));
  }
}
