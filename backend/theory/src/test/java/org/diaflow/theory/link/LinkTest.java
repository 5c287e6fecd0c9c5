package org.diaflow.theory.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links against their definitions in 60 digits, and against their own inverses. */
class LinkTest {

  private static final MathContext DIGITS = new MathContext(60);

  /** Roundings that a value may take: a few of its own, and up to 3 bits of cancellation. */
  private static final double FEW = 24 * 0x1p-53;

  private static DoubleStream arguments() {
    var random = new Random(7);
    DoubleStream everywhere = random.doubles(400, -1, 1);
    DoubleStream nearZero = random.doubles(200, -300, 0).map(e -> Math.pow(10, e));
    DoubleStream nearWall = random.doubles(200, -15, -1).map(e -> 1 - Math.pow(10, e));
    return DoubleStream.concat(everywhere, DoubleStream.concat(nearZero, nearWall));
  }

  /** p = D/(D−2) = n/2^k, so that powers are products and square roots. */
  @ParameterizedTest
  @ValueSource(doubles = {2.5, 3, 4, 6, 10, 18})
  void powersAreThoseOfTheDefinition(double depth) {
    Link link = Link.of(depth);
    double p = depth / (depth - 2);
    arguments()
        .forEach(
            s -> {
              BigDecimal forward = power(BigDecimal.ONE.subtract(new BigDecimal(s)), p);
              BigDecimal backward = power(BigDecimal.ONE.add(new BigDecimal(s)), p);
              BigDecimal difference =
                  BigDecimal.ONE
                      .divide(forward, DIGITS)
                      .subtract(BigDecimal.ONE.divide(backward, DIGITS));
              // 60 digits leave none of a difference below 1e-40, where h(s) = 2ps·(1 + O(s²))
              double exact = Math.abs(s) > 1e-15 ? difference.doubleValue() : 2 * p * s;
              assertNear(exact, link.value(s), "h(%s)".formatted(s));
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.5, 3, 4, 5, 6, 7, 10, 20})
  void inversesReturnWhereTheyCameFrom(double depth) {
    Link link = Link.of(depth);
    double p = depth / (depth - 2);
    arguments()
        .filter(s -> s != 0)
        .forEach(
            s -> {
              double value = link.value(s);
              double there = link.inverse(Math.log(Math.abs(value)), Math.signum(value));
              double slack = 1 - Math.abs(s);
              // a relative error of log h moves s by that much of h/h', at most (1 − |s|)·log h/p
              double moved = Math.max(1, Math.abs(Math.log(Math.abs(value)))) * slack / p;
              double open = FEW * Math.max(moved, Math.abs(s));
              assertEquals(s, there, open, "ψ(h(%s))".formatted(s));
              double slope = link.logDerivativeAtInverse(Math.log(Math.abs(value)));
              double digits = (1 + Math.abs(slope) + (p + 1) * Math.ulp(1.0) / slack / 0x1p-53);
              assertEquals(
                  Math.log(link.derivative(s)), slope, 8 * FEW * digits, "log h'(%s)".formatted(s));
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-17, 1e-8, 0.01, 0.3, 0.499999, 0.5, 0.7, 3, 40, 700})
  void twiceTheHyperbolicSineIsTheLinkOfDepthTwo(double s) {
    Link link = Link.of(2);
    assertNear(2 * Math.sinh(s), link.value(s), "h(%s)".formatted(s));
    assertNear(-2 * Math.sinh(s), link.value(-s), "h(−%s)".formatted(s));
    assertNear(2 * Math.cosh(s), link.derivative(s), "h'(%s)".formatted(s));
  }

  private static void assertNear(double exact, double found, String what) {
    assertTrue(
        Math.abs(found - exact) <= FEW * Math.abs(exact),
        () -> "%s = %s, is %s".formatted(what, found, exact));
  }

  private static BigDecimal power(BigDecimal base, double p) {
    BigDecimal root = base;
    double exponent = p;
    while (exponent != Math.rint(exponent)) {
      root = root.sqrt(DIGITS);
      exponent *= 2;
    }
    return root.pow((int) exponent, DIGITS);
  }
}
