package org.diaflow.theory.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Cases;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.limit.LimitStudy;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.BasisPursuit;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ProblemCheck;
import org.diaflow.theory.problem.ReferenceProblems;
import org.diaflow.theory.problem.internal.RowSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small inputs of {@code cases/} have the certificates, constants and limits stated there. */
public final class CertificateCasesTest {

  private static final double ACCURACY = 1e-8;

  /** A vertex of the linear programme, certified. */
  public static Certification certified(RegressionProblem problem) {
    RowSpace rows = RowSpace.of(problem);
    double[] ones = new double[problem.columns()];
    Arrays.fill(ones, 1);
    BasisPursuit.Vertex vertex =
        Objects.requireNonNull(
            BasisPursuit.solve(rows.matrix(), rows.observations(), ones, ones, null));
    double scale = rows.solutionScale();
    double[] x = Arrays.stream(vertex.x()).map(value -> scale * value).toArray();
    return new Certifier(problem).certify(x, null);
  }

  private static Certificate unique(RegressionProblem problem) {
    Certificate certificate = certified(problem).certificate();
    assertTrue(certificate.unique(), () -> problem.provenance() + ": " + certificate.reason());
    assertTrue(certificate.backwardError() <= BackwardError.solved(problem.rows()));
    return certificate;
  }

  private static void assertClose(double expected, double actual, String what) {
    assertEquals(expected, actual, ACCURACY * Math.abs(expected), what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A1_rows_1e5.json", "A3_rows_1e8.json"})
  void unitsOfEquationsDecideNothing(String file) {
    Certificate certificate = unique(Cases.problem(file));
    assertArrayEquals(new double[] {26 / 17., -10 / 17., 0, 0}, certificate.minimizer(), ACCURACY);
    assertClose(16 / 17., Objects.requireNonNull(certificate.rho()), file);
  }

  @Test
  void equationsThatContradictEachOtherAreRefused() {
    RegressionProblem problem = Cases.problem("A5_inconsistent_1e10.json");
    var refused =
        assertThrows(UnsolvableProblemException.class, () -> ProblemCheck.requireSolvable(problem));
    assertEquals("observations", refused.field());
  }

  @Test
  void polynomialFeaturesAreSolvable() {
    RegressionProblem problem = Cases.problem("A6_polynomial_degree10.json");
    ProblemCheck.requireSolvable(problem);
    assertEquals(5, RowSpace.of(problem).matrix().rows());
    assertClose(1.58487712, LinearAlgebra.norm1(unique(problem).minimizer()), "‖x‖₁");
  }

  @ParameterizedTest
  @CsvSource({
    "B1_range_1e7.json, 0.8740461937, '2,4,5,6,9,10'",
    "B2_dropped_entry_a.json, 0.8953488372, '0,3'",
    "B3_column_1e8.json, 0.5074257317, '1,5'",
  })
  void entriesFarBelowTheLargestBelongToTheSupport(String file, double rho, String support) {
    Certificate certificate = unique(Cases.problem(file));
    int[] expected = Arrays.stream(support.split(",")).mapToInt(Integer::parseInt).toArray();
    assertArrayEquals(expected, certificate.support());
    assertClose(rho, Objects.requireNonNull(certificate.rho()), file);
  }

  @Test
  void aFeatureInOtherUnitsKeepsItsEntry() {
    double[] x = unique(Cases.problem("B3_column_1e8.json")).minimizer();
    assertClose(2e-8, x[1], "x[1]");
    assertClose(-1.5, x[5], "x[5]");
  }

  /** The last error is that of Newton's method in 80 digits, and of C₃ = 2915.3976 (theory §6). */
  @ParameterizedTest
  @CsvSource({
    "2, 1e-20, 5.0717e-10",
    "2, 1e-40, 4.5562e-10",
    "3, 1e-20, 2.8981e-17",
    "3, 1e-40, 2.91539757e-37"
  })
  void aDroppedEntryDoesNotMisleadTheBounds(double depth, double alpha, double error) {
    Certification certification = certified(Cases.problem("B2_dropped_entry_a.json"));
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    var network = new DiagonalNetwork(depth, alpha);
    double found = study.limit(network).error();
    assertEquals(error, found, 1e-4 * error);
    assertTrue(study.bounds(network).lower() <= found && found <= study.bounds(network).upper());
  }

  /** Every number of decades that the generator states, and the entries it has planted. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 8, 10, 12, 13, 14, 15})
  void theGeneratorOfDynamicRangesIsCertifiedWithItsOwnSupport(int decades) {
    for (long seed = 1; seed <= 10; seed++) {
      RegressionProblem problem = ReferenceProblems.dynamicRange(10, 24, 4, 0.8, decades, seed);
      double[] planted = Objects.requireNonNull(problem.planted());
      Certificate certificate = unique(problem);
      assertArrayEquals(
          IntStream.range(0, 24).filter(j -> planted[j] != 0).toArray(),
          certificate.support(),
          problem.provenance());
    }
    if (decades == 10) {
      RegressionProblem b4 = ReferenceProblems.dynamicRange(10, 24, 4, 0.8, 10, 3);
      assertClose(0.6456811631, Objects.requireNonNull(unique(b4).rho()), "ϱ");
    }
  }

  static List<Cases.Numbers> limits() {
    return Cases.numbers("limits");
  }

  @ParameterizedTest
  @MethodSource("limits")
  void certificatesAndConstantsAreThoseComputedInBalls(Cases.Numbers numbers) {
    Certification certification = certified(numbers.problem());
    Certificate certificate = certification.certificate();
    assertTrue(certificate.unique());
    assertArrayEquals(
        IntStream.of(ints(numbers.json().get("support"))).toArray(), certificate.support());
    double[] minimizer = numbers.doubles("gStar");
    for (int j : certificate.support()) {
      assertClose(minimizer[j], certificate.minimizer()[j], "g*[" + j + "]");
    }
    assertClose(
        numbers.json().get("rho").asDouble(), Objects.requireNonNull(certificate.rho()), "ϱ");
    assertClose(
        numbers.json().get("kappa").asDouble(), Objects.requireNonNull(certificate.kappa()), "κ*");
    assertBracket(numbers.json().get("rhoTilde"), Objects.requireNonNull(certificate.rhoTilde()));
    assertBracket(numbers.json().get("rhoMinus"), Objects.requireNonNull(certificate.rhoMinus()));
    assertArrayEquals(ints(numbers.json().get("rhoActive")), certificate.rhoActive());
  }

  private static void assertBracket(JsonNode expected, Bracket bracket) {
    if (expected != null && expected.isNumber()) {
      double value = expected.asDouble();
      assertTrue(
          bracket.lower() <= value * (1 + ACCURACY) && value <= bracket.upper() * (1 + ACCURACY),
          () -> value + " is not in " + bracket);
    }
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }

  @Test
  void aNonUniqueMinimizerIsCalledSo() {
    for (Cases.Numbers numbers : Cases.numbers("non-unique")) {
      Certificate certificate = certified(numbers.problem()).certificate();
      assertTrue(certificate.optimal());
      assertFalse(certificate.unique());
    }
  }
}
