package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Cases;
import org.diaflow.theory.ReferenceLimits;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.internal.RowSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The accuracy a limit claims is the accuracy it has: against 20 to 60 digits on the reference
 * problems and the small cases, and against an oracle of 320 digits on random problems, unique or
 * not.
 */
final class LimitAccuracyTest {

  /** Relative rounding of the reference numbers and of the sums that compare them. */
  private static final double READING = 1e-15;

  /** Random problems; {@code -Ddiaflow.random=1000} takes more. */
  private static final int PROBLEMS = Integer.getInteger("diaflow.random", 12);

  private static final double[] SCALES = {10, 1, 1e-2, 1e-5, 1e-10, 1e-20, 1e-40, 1e-60};

  private static double number(JsonNode json, String field) {
    return ReferenceLimits.number(json.get(field));
  }

  private static void requireClaimed(
      double expected, double found, double accuracy, String description) {
    assertTrue(accuracy <= 1e-9, () -> description + " claims only " + accuracy);
    double error = Math.abs(found - expected);
    assertTrue(
        error <= (accuracy + READING) * expected,
        () -> "%s: %s, is %s, claims %s".formatted(description, found, expected, accuracy));
  }

  private static void requireLimits(
      RegressionProblem problem, double[] minimizer, JsonNode json, String name) {
    Certification certification = new Certifier(problem).certify(minimizer, null);
    var study =
        new LimitStudy(
            problem,
            Objects.requireNonNull(certification.split(), name),
            certification.certificate());
    for (JsonNode limit : json.get("limits")) {
      var network = new DiagonalNetwork(number(limit, "depth"), number(limit, "alpha"));
      double expected = number(limit, "errorL1");
      ExactLimit.Limit first = study.limit(network);
      requireClaimed(expected, first.error(), first.accuracy(), name + network);
      ExactLimit.Limit second = Objects.requireNonNull(study.second(network));
      requireClaimed(expected, second.error(), second.accuracy(), name + network + " slacks");
      Bounds bounds = study.bounds(network);
      assertTrue(bounds.lower() <= expected * (1 + 1e-15), () -> name + network + bounds);
      assertTrue(expected <= bounds.upper() * (1 + 1e-15), () -> name + network + bounds);
    }
    for (JsonNode constant : json.get("constants")) {
      double expected = number(constant, "constant");
      Asymptotics.Constant found = study.constant(number(constant, "depth"));
      assertEquals(expected, Objects.requireNonNull(found.value(), name), 1e-9 * expected);
    }
  }

  static List<ReferenceLimits.Case> references() {
    return ReferenceLimits.cases();
  }

  @ParameterizedTest
  @MethodSource("references")
  void referenceLimitsAreAsAccurateAsClaimed(ReferenceLimits.Case reference) {
    requireLimits(
        reference.problem(), reference.minimizer(), reference.json(), reference.toString());
  }

  static List<Cases.Numbers> unique() {
    return Cases.numbers("limits");
  }

  @ParameterizedTest
  @MethodSource("unique")
  void casesAreAsAccurateAsClaimed(Cases.Numbers numbers) {
    requireLimits(numbers.problem(), numbers.doubles("gStar"), numbers.json(), numbers.name());
  }

  static List<Cases.Numbers> general() {
    var all = new ArrayList<>(Cases.numbers("limits"));
    all.addAll(Cases.numbers("start"));
    return all;
  }

  /** From A and y alone, without a certificate: also for starts that differ. */
  @ParameterizedTest
  @MethodSource("general")
  void generalLimitsAreAsAccurateAsClaimed(Cases.Numbers numbers) {
    Initialization start =
        numbers.json().has("positive")
            ? new Initialization(numbers.doubles("positive"), numbers.doubles("negative"))
            : null;
    for (JsonNode limit : numbers.json().get("limits")) {
      var network = new DiagonalNetwork(number(limit, "depth"), number(limit, "alpha"), start);
      GeneralLimit general = GeneralLimit.of(numbers.problem(), network);
      requireClaimed(
          number(limit, "errorL1"),
          LinearAlgebra.norm1(general.error()),
          general.limit().accuracy(),
          numbers.name() + network);
      requireNear(Cases.doubles(limit.get("x")), general.x(), 1e-12);
    }
  }

  private static void requireNear(double[] expected, double[] found, double tolerance) {
    double size = LinearAlgebra.normInfinity(expected);
    for (int j = 0; j < expected.length; j++) {
      assertEquals(expected[j], found[j], tolerance * size);
    }
  }

  @Test
  void selectedPointsAndTheLimitsThatTendToThemAreRight() {
    for (Cases.Numbers numbers : Cases.numbers("non-unique")) {
      SelectedPoint selected = SelectedPoint.of(numbers.problem());
      for (JsonNode json : numbers.json().get("selected")) {
        requireNear(Cases.doubles(json.get("x")), selected.at(number(json, "depth")), 1e-14);
      }
      for (JsonNode json : numbers.json().get("limits")) {
        var network = new DiagonalNetwork(number(json, "depth"), number(json, "alpha"));
        GeneralLimit general = GeneralLimit.of(numbers.problem(), network);
        requireNear(Cases.doubles(json.get("x")), general.x(), 1e-13);
        assertTrue(general.limit().accuracy() < 1e-12);
      }
    }
  }

  /** Two equal columns share evenly at every depth and scale. */
  @Test
  void equalColumnsShareEvenly() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1}), new double[] {1}, null, "equal columns");
    for (double depth : new double[] {2, 2.1, 2.5, 3, 4, 7.3, 10, 20}) {
      for (double alpha : new double[] {10, 1, 1e-10, 1e-100, 1e-300}) {
        double[] x = GeneralLimit.of(problem, new DiagonalNetwork(depth, alpha)).x();
        requireNear(new double[] {0.5, 0.5}, x, 1e-13);
      }
    }
  }

  /** A = (1, 1 − 1e-8): 1 − ϱ has its own digits in limit and bounds. */
  @Test
  void boundsNearTheWallMeetTheLimit() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1 - 1e-8}), new double[] {1}, null, "near 1");
    Certification certification = new Certifier(problem).certify(new double[] {1, 0}, null);
    var study =
        new LimitStudy(
            problem, Objects.requireNonNull(certification.split()), certification.certificate());
    for (double depth : new double[] {2.1, 3, 10}) {
      var network = new DiagonalNetwork(depth, 1e-300);
      double error = study.limit(network).error();
      Bounds bounds = study.bounds(network);
      assertTrue(bounds.lower() <= error && error <= bounds.upper(), bounds::toString);
      assertEquals(error, bounds.lower(), 3e-9 * error);
      assertEquals(error, bounds.upper(), 3e-9 * error);
    }
  }

  /** Entries with few digits, so that y is exactly the image of a sparse vector. */
  private static RegressionProblem random(long seed) {
    var random = new Random(seed);
    int n = 1 + random.nextInt(4);
    int d = n + 1 + random.nextInt(4);
    int kind = random.nextInt(4);
    double[] diagonal = random.doubles(n + d, -2, 2).map(v -> Math.rint(64 * v) / 64).toArray();
    double[] entries = new double[n * d];
    for (int k = 0; k < entries.length; k++) {
      entries[k] =
          switch (kind) {
            case 0 -> Math.rint(64 * random.nextGaussian()) / 64;
            case 1 -> random.nextBoolean() ? 1 : -1;
            case 2 -> random.nextInt(7) - 3;
            default -> diagonal[k % d - k / d + n];
          };
    }
    var matrix = new DenseMatrix(n, d, entries);
    double[] x = new double[d];
    for (int k = 0; k <= random.nextInt(n); k++) {
      x[random.nextInt(d)] = (1 + random.nextInt(8)) * (random.nextBoolean() ? 0.25 : -0.25);
    }
    double[] y = new double[n];
    matrix.multiply(x, y);
    return new RegressionProblem(matrix, y, null, "random " + seed);
  }

  /** Refusals of random problems are counted: none is expected. */
  @Test
  void randomProblemsAgreeWithManyDigits() {
    var refused = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    int checked = 0;
    for (long seed = 1; seed <= PROBLEMS; seed++) {
      RegressionProblem problem = random(seed);
      if (Arrays.stream(problem.observations()).allMatch(y -> y == 0) || !isFullRank(problem)) {
        continue;
      }
      for (double depth : ExtendedLimit.DEPTHS) {
        for (double alpha : SCALES) {
          String name = problem.provenance() + " D " + depth + " α " + alpha;
          try {
            check(problem, new DiagonalNetwork(depth, alpha), name, wrong);
            checked++;
          } catch (UnsolvableProblemException e) {
            refused.add(name + " " + e.getMessage());
          }
        }
      }
    }
    assertTrue(checked >= PROBLEMS * 20);
    int all = checked;
    assertEquals(List.of(), refused, () -> refused.size() + " refused, checked " + all);
    assertEquals(List.of(), wrong, () -> wrong.size() + " wrong of " + all);
  }

  private static boolean isFullRank(RegressionProblem problem) {
    try {
      return RowSpace.of(problem).matrix().rows() == problem.rows();
    } catch (UnsolvableProblemException e) {
      return false;
    }
  }

  private static void check(
      RegressionProblem problem, DiagonalNetwork network, String name, List<String> wrong) {
    GeneralLimit general = GeneralLimit.of(problem, network);
    double[] exact = new ExtendedLimit(problem, network.depth(), network.scale()).near(general.x());
    if (exact == null) {
      wrong.add(name + ": the oracle does not converge from there");
      return;
    }
    double accuracy = general.limit().accuracy();
    double[] off =
        IntStream.range(0, exact.length)
            .filter(j -> general.minimizer()[j] == 0)
            .mapToDouble(j -> exact[j])
            .toArray();
    double[] difference = new double[exact.length];
    Arrays.setAll(difference, j -> exact[j] - general.x()[j]);
    double[] offDifference =
        IntStream.range(0, exact.length)
            .filter(j -> general.minimizer()[j] == 0)
            .mapToDouble(j -> difference[j])
            .toArray();
    double claimed = Math.max(accuracy, 1e-14);
    boolean right =
        accuracy <= 1e-9
            && LinearAlgebra.norm1(difference) <= claimed * LinearAlgebra.norm1(exact)
            && LinearAlgebra.norm1(offDifference)
                <= Math.max(claimed, 1e-12) * LinearAlgebra.norm1(off) + 1e-30 * network.scale();
    if (!right) {
      wrong.add(
          "%s: %s, is %s, claims %s"
              .formatted(name, Arrays.toString(general.x()), Arrays.toString(exact), accuracy));
    }
  }
}
