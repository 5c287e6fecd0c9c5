package org.diaflow.theory.limit;

import static org.diaflow.theory.ReferenceLimits.number;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.ReferenceLimits;
import org.diaflow.theory.certificate.Bracket;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certification;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of the reference file, at every α from 10 down to 1e-300. */
final class ReferenceLimitsTest {

  static Stream<ReferenceLimits.Case> cases() {
    return ReferenceLimits.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void limitsHaveRelativeAccuracy(ReferenceLimits.Case reference) {
    var split = Objects.requireNonNull(reference.certify().split());
    var exact = new ExactLimit(split);
    List<Executable> checks = new ArrayList<>();
    for (JsonNode row : reference.json().get("limits")) {
      var network = new DiagonalNetwork(number(row.get("depth")), number(row.get("alpha")));
      var limit = exact.solve(network);
      checks.add(() -> assertTrue(limit.reached(), () -> network + " " + limit.accuracy()));
      checks.add(() -> near(network, number(row.get("errorL1")), limit.error(), 1e-8));
      checks.add(
          () -> near(network, number(row.get("errorOffSupportL1")), limit.offSupportError(), 1e-8));
    }
    assertAll(checks);
  }

  /**
   * x^∞ entry by entry; g* is 60 digits there and doubles here, so entries on S are compared so.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void predictorsHaveRelativeAccuracy(ReferenceLimits.Case reference) {
    Certification certification = reference.certify();
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    List<Executable> checks = new ArrayList<>();
    for (JsonNode row : reference.json().get("limits")) {
      var network = new DiagonalNetwork(number(row.get("depth")), number(row.get("alpha")));
      double[] x = study.predictor(certification.certificate().minimizer(), study.limit(network));
      for (int j = 0; j < x.length; j++) {
        String where = network + " x[" + j + "]";
        double expected = number(row.get("x").get(j));
        double actual = x[j];
        checks.add(() -> near(where, expected, actual, 1e-8));
      }
    }
    assertAll(checks);
  }

  /** A path from the largest scale to the smallest finds what separate limits find. */
  @ParameterizedTest
  @MethodSource("cases")
  void pathsHaveRelativeAccuracy(ReferenceLimits.Case reference) {
    var exact = new ExactLimit(Objects.requireNonNull(reference.certify().split()));
    List<Executable> checks = new ArrayList<>();
    for (double depth : new double[] {2, 3, 4, 5, 10}) {
      List<JsonNode> rows = new ArrayList<>();
      reference.json().get("limits").forEach(rows::add);
      rows.removeIf(row -> number(row.get("depth")) != depth);
      rows.sort(java.util.Comparator.comparingDouble(row -> -number(row.get("alpha"))));
      double[] alphas = rows.stream().mapToDouble(row -> number(row.get("alpha"))).toArray();
      List<ExactLimit.Limit> limits = exact.path(depth, alphas);
      for (int k = 0; k < alphas.length; k++) {
        var network = new DiagonalNetwork(depth, alphas[k]);
        double expected = number(rows.get(k).get("errorL1"));
        double actual = limits.get(k).error();
        checks.add(() -> near(network, expected, actual, 1e-8));
      }
    }
    assertAll(checks);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void certificateHasTheConstants(ReferenceLimits.Case reference) {
    Certificate certificate = reference.certify().certificate();
    JsonNode json = reference.json();
    assertTrue(certificate.unique());
    assertTrue(certificate.optimal());
    assertEquals(number(json.get("rho")), Objects.requireNonNull(certificate.rho()), 1e-9);
    assertEquals(number(json.get("rhoTilde")), tilde(certificate).upper(), 1e-7);
    assertEquals(number(json.get("rhoTilde")), tilde(certificate).lower(), 1e-7);
    assertEquals(
        number(json.get("rhoMinus")), Objects.requireNonNull(certificate.rhoMinus()).upper(), 1e-7);
    assertEquals(json.get("rhoActive").size(), certificate.rhoActive().length);
    for (int k = 0; k < certificate.rhoActive().length; k++) {
      assertEquals(json.get("rhoActive").get(k).asInt(), certificate.rhoActive()[k]);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leadingConstantsAreExact(ReferenceLimits.Case reference) {
    Certification certification = reference.certify();
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    List<Executable> checks = new ArrayList<>();
    for (JsonNode row : reference.json().get("constants")) {
      double depth = number(row.get("depth"));
      double rate =
          Asymptotics.rate(depth, Objects.requireNonNull(certification.certificate().rho()));
      checks.add(() -> near(depth, number(row.get("rate")), rate, 1e-8));
      checks.add(
          () ->
              near(
                  depth,
                  number(row.get("constant")),
                  Objects.requireNonNull(study.constant(depth).value()),
                  1e-8));
    }
    assertAll(checks);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void boundsHoldAndAreThoseOfTheFile(ReferenceLimits.Case reference) {
    Certification certification = reference.certify();
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    List<Executable> checks = new ArrayList<>();
    for (JsonNode row : reference.json().get("limits")) {
      var network = new DiagonalNetwork(number(row.get("depth")), number(row.get("alpha")));
      Bounds bounds = study.bounds(network);
      double error = number(row.get("errorL1"));
      checks.add(() -> near(network, number(row.get("rAlpha")), bounds.weightedRho(), 1e-7));
      JsonNode stated = row.get("upperOffSupport");
      double upper = stated.isNull() ? Double.POSITIVE_INFINITY : number(stated);
      checks.add(() -> near(network, upper, bounds.upperOffSupport(), 1e-7));
      checks.add(
          () ->
              assertTrue(
                  bounds.lower() <= error && error <= bounds.upper(),
                  () -> network + ": " + error + " outside " + bounds));
    }
    assertAll(checks);
  }

  /**
   * The prediction leaves out the change e of g* inside ψ_D((g* + e)/α), so it is good where the
   * error is small beside the smallest entry of g*. α^(1−ϱ) or α^(2−2/D) < 1e-3 alone is not
   * enough: with C_3 = 987318 (dense observations) the prediction at α = 1e-5 is 4.77 where the
   * error is 1.17.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void refinedPredictionIsWithinOnePercent(ReferenceLimits.Case reference) {
    Certification certification = reference.certify();
    double rho = Objects.requireNonNull(certification.certificate().rho());
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    List<Executable> checks = new ArrayList<>();
    for (JsonNode row : reference.json().get("limits")) {
      var network = new DiagonalNetwork(number(row.get("depth")), number(row.get("alpha")));
      double exponent = network.depth() == 2 ? 1 - rho : 2 - 2 / network.depth();
      if (Math.pow(network.scale(), exponent) < 1e-3
          && number(row.get("errorL1")) < 1e-2 * smallestEntry(reference.minimizer())) {
        checks.add(
            () ->
                near(
                    network,
                    number(row.get("errorL1")),
                    Objects.requireNonNull(study.predicted(network)),
                    1e-2));
      }
    }
    assertTrue(checks.size() > 5);
    assertAll(checks);
  }

  /** At the onset the error is 10 % off the leading term, or less; ten times above it, more. */
  @ParameterizedTest
  @MethodSource("cases")
  void theOnsetParts(ReferenceLimits.Case reference) {
    Certification certification = reference.certify();
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    for (double depth : new double[] {2, 3, 5}) {
      Double onset = study.onset(depth).alpha();
      if (onset == null) {
        assertTrue(deviation(study, certification, depth, 1e-300) > Onset.WITHIN);
      } else {
        assertTrue(deviation(study, certification, depth, onset) <= Onset.WITHIN);
        assertTrue(deviation(study, certification, depth, onset / 1e3) <= Onset.WITHIN);
        if (onset < 1) {
          assertTrue(deviation(study, certification, depth, 2 * onset) > Onset.WITHIN);
        }
      }
    }
  }

  private static double deviation(
      LimitStudy study, Certification certification, double depth, double alpha) {
    double rate =
        Asymptotics.rate(depth, Objects.requireNonNull(certification.certificate().rho()));
    double constant = Objects.requireNonNull(study.constant(depth).value());
    double leading = Math.exp(Math.log(constant) + rate * Math.log(alpha));
    return Math.abs(study.limit(new DiagonalNetwork(depth, alpha)).error() / leading - 1);
  }

  private static double smallestEntry(double[] minimizer) {
    return java.util.Arrays.stream(minimizer)
        .map(Math::abs)
        .filter(entry -> entry > 0)
        .min()
        .orElseThrow();
  }

  private static Bracket tilde(Certificate certificate) {
    return Objects.requireNonNull(certificate.rhoTilde());
  }

  static void near(Object what, double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected), what::toString);
  }
}
