package org.diaflow.service.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** What every answer about a problem promises, checked in decimal arithmetic of 50 digits. */
final class Invariants {

  private static final MathContext DIGITS = new MathContext(50);

  /** Bounds and errors are rounded several times each, never by more than this in all. */
  private static final double ROUNDING = 1e-8;

  private final ExtremeProblems.Question question;
  private final List<String> broken = new ArrayList<>();

  private Invariants(ExtremeProblems.Question question) {
    this.question = question;
  }

  /** Every promise that {@code answer} to {@code question} breaks. */
  static List<String> broken(ExtremeProblems.Question question, JsonNode answer) {
    var invariants = new Invariants(question);
    JsonNode certificate = answer.get("certificate");
    invariants.certificate(certificate);
    double size = norm1(certificate.get("gStar"));
    for (JsonNode limit : answer.get("limits")) {
      invariants.limit(limit, certificate, size);
    }
    return invariants.broken;
  }

  private void certificate(JsonNode certificate) {
    double rho = number(certificate.get("rho"));
    require(Double.isNaN(rho) || (rho >= 0 && rho <= 1), "rho = " + rho);
    boolean unique = certificate.get("unique").asBoolean();
    require(!unique || certificate.get("optimal").asBoolean(), "unique, but not optimal");
    require(!unique || rho < 1 || Double.isNaN(rho), "unique, but rho = " + rho);
    require(number(certificate.get("gap")) >= 0, "gap = " + certificate.get("gap"));
    residual("g*", certificate.get("gStar"), number(certificate.get("residual")));
    double error = backwardError(certificate.get("gStar"));
    double stated = number(certificate.get("backwardError"));
    require(
        stated >= error * (1 - 1e-9) - 0x1p-60, // residuals are summed with 106 bits
        "g* meets every equation only to %s, not to %s".formatted(error, stated));
    if (certificate.get("optimal").asBoolean()) {
      require(error <= 1e-12, "an optimal g* meets every equation only to " + error);
    }
    int[] nonzeros =
        java.util.stream.IntStream.range(0, certificate.get("gStar").size())
            .filter(j -> certificate.get("gStar").get(j).asDouble() != 0)
            .toArray();
    require(
        nonzeros.length == certificate.get("support").size(),
        "support " + certificate.get("support") + " of " + certificate.get("gStar"));
  }

  private void limit(JsonNode limit, JsonNode certificate, double size) {
    String name = "D = %s, α = %s: ".formatted(limit.get("depth"), limit.get("alpha"));
    double error = number(limit.get("errorL1"));
    double lower = number(limit.get("lower"));
    double upper = number(limit.get("upper"));
    double off = number(limit.get("errorOffSupportL1"));
    require(!(lower > upper * (1 + ROUNDING)), name + "lower " + lower + " > upper " + upper);
    require(!(error > upper * (1 + ROUNDING)), name + "error " + error + " > upper " + upper);
    require(!(error < lower * (1 - ROUNDING)), name + "error " + error + " < lower " + lower);
    require(!(off > error * (1 + ROUNDING)), name + "off the support " + off + " of " + error);
    boolean there = !limit.get("x").isNull();
    require(
        there || !limit.get("reason").isNull() || !certificate.get("reason").isNull(),
        name + "neither x nor a reason");
    if (there) {
      residual(name + "x", limit.get("x"), number(limit.get("residual")));
      for (JsonNode entry : limit.get("x")) {
        require(Double.isFinite(number(entry)), name + "x has an entry " + entry);
      }
      double distance = distance1(limit.get("x"), certificate.get("gStar"));
      require(
          Double.isNaN(error) || Math.abs(distance - error) <= 1e-6 * error + 1e-12 * size,
          name + "error " + error + ", but ‖x − g*‖₁ = " + distance);
    }
  }

  /** The residual stated must be the one there is, as far as rounding of products lets it be. */
  private void residual(String name, JsonNode x, double stated) {
    BigDecimal squares = BigDecimal.ZERO;
    BigDecimal sizes = BigDecimal.ZERO;
    BigDecimal products = BigDecimal.ZERO;
    for (int i = 0; i < question.observations().length; i++) {
      BigDecimal rest = rest(i, x);
      BigDecimal y = exact(question.observations()[i]);
      squares = squares.add(rest.multiply(rest, DIGITS), DIGITS);
      sizes = sizes.add(y.multiply(y, DIGITS), DIGITS);
      products = products.max(size(i, x));
    }
    BigDecimal length = sizes.sqrt(DIGITS);
    if (length.signum() == 0) {
      return;
    }
    double actual = squares.sqrt(DIGITS).divide(length, DIGITS).doubleValue();
    double rounding = 1e-14 * products.divide(length, DIGITS).doubleValue() * 10;
    require(
        actual == stated || Math.abs(actual - stated) <= 1e-3 * actual + rounding,
        "residual of %s stated as %s, is %s".formatted(name, stated, actual));
  }

  /**
   * max_i |Ax − y|_i / (|A||x| + |y|)_i, where an entry below the smallest normal double may be off
   * by that much.
   */
  private double backwardError(JsonNode x) {
    double largest = 0;
    for (int i = 0; i < question.observations().length; i++) {
      BigDecimal rest = rest(i, x).abs();
      for (double entry : question.matrix()[i]) {
        rest = rest.subtract(exact(entry).abs().multiply(exact(Double.MIN_NORMAL), DIGITS));
      }
      if (rest.signum() > 0) {
        largest = Math.max(largest, rest.divide(size(i, x), DIGITS).doubleValue());
      }
    }
    return largest;
  }

  private BigDecimal rest(int i, JsonNode x) {
    BigDecimal sum = exact(question.observations()[i]).negate();
    for (int j = 0; j < x.size(); j++) {
      sum = sum.add(exact(question.matrix()[i][j]).multiply(exact(x.get(j).asDouble()), DIGITS));
    }
    return sum;
  }

  private BigDecimal size(int i, JsonNode x) {
    BigDecimal sum = exact(question.observations()[i]).abs();
    for (int j = 0; j < x.size(); j++) {
      sum =
          sum.add(
              exact(question.matrix()[i][j]).multiply(exact(x.get(j).asDouble()), DIGITS).abs());
    }
    return sum;
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  private static double distance1(JsonNode x, JsonNode other) {
    double sum = 0;
    for (int j = 0; j < x.size(); j++) {
      sum += Math.abs(x.get(j).asDouble() - other.get(j).asDouble());
    }
    return sum;
  }

  private static double norm1(JsonNode x) {
    double sum = 0;
    for (JsonNode entry : x) {
      sum += Math.abs(entry.asDouble());
    }
    return sum;
  }

  /** NaN where there is none. */
  private static double number(JsonNode value) {
    return value.isNull()
        ? Double.NaN
        : value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      broken.add(what);
    }
  }
}
