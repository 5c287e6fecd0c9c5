package org.diaflow.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Certificates of small random problems are those of enumeration in rational arithmetic, in
 * whatever units, however small entries are, and with every tie decided.
 */
final class CertificateOracleTest {

  private static final double ACCURACY = 1e-8;

  /** What rounding of T leaves of a constant that is 0. */
  private static final double ROUNDED_ZERO = 1e-14;

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
    SCALED_COLUMNS;

    double entry(Random random) {
      return switch (this) {
        case SIGNS -> random.nextBoolean() ? 1 : -1;
        case BITS -> random.nextInt(2);
        case SMALL_INTEGERS -> random.nextInt(7) - 3;
        case SIXTEENTHS, SCALED_ROWS, SCALED_COLUMNS -> (random.nextInt(65) - 32) / 16.0;
        case TWELVE_DECADES -> Math.scalb(random.nextInt(33) - 16, random.nextInt(41) - 20);
      };
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
      Arrays.setAll(y, i -> 2 * entries[i * columns + j] - entries[i * columns + k]);
    } else {
      Arrays.setAll(y, i -> kind.entry(random));
    }
    for (int i = 0; kind == Kind.SCALED_ROWS && i < rows; i++) {
      int exponent = random.nextInt(81) - 40;
      y[i] = Math.scalb(y[i], exponent);
      for (int j = 0; j < columns; j++) {
        entries[i * columns + j] = Math.scalb(entries[i * columns + j], exponent);
      }
    }
    for (int j = 0; kind == Kind.SCALED_COLUMNS && j < columns; j++) {
      int exponent = random.nextInt(61) - 30;
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
      requireSame(exact, CertificateCasesTest.certified(problem).certificate(), problem);
    }
    assertTrue(solvable > PROBLEMS / 2);
  }

  private static void requireSame(
      ExactCertificate exact, Certificate certificate, RegressionProblem problem) {
    String name = problem.provenance() + " " + certificate.reason();
    assertTrue(certificate.optimal(), name);
    assertEquals(exact.vertices().size() == 1, certificate.unique(), name);
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
    assertEquals(value, actual, ACCURACY * value, () -> String.format(Locale.ROOT, "%s", name));
  }
}
