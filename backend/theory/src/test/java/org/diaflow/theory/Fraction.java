package org.diaflow.theory;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A rational number for reference values; shares no code with the theory. */
public record Fraction(BigInteger numerator, BigInteger denominator)
    implements Comparable<Fraction> {

  public static final Fraction ZERO = of(0);
  public static final Fraction ONE = of(1);

  public Fraction {
    BigInteger divisor = numerator.gcd(denominator);
    divisor = denominator.signum() < 0 ? divisor.negate() : divisor;
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  /** The double itself, without rounding. */
  public static Fraction of(double value) {
    var decimal = new BigDecimal(value);
    BigInteger unscaled = decimal.unscaledValue();
    return decimal.scale() >= 0
        ? new Fraction(unscaled, BigInteger.TEN.pow(decimal.scale()))
        : new Fraction(unscaled.multiply(BigInteger.TEN.pow(-decimal.scale())), BigInteger.ONE);
  }

  public static Fraction[] of(double[] values) {
    var fractions = new Fraction[values.length];
    for (int k = 0; k < values.length; k++) {
      fractions[k] = of(values[k]);
    }
    return fractions;
  }

  public Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Fraction minus(Fraction other) {
    return plus(other.times(of(-1)));
  }

  public Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Fraction over(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public Fraction abs() {
    return signum() < 0 ? times(of(-1)) : this;
  }

  public int signum() {
    return numerator.signum();
  }

  public double doubleValue() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), new java.math.MathContext(400))
        .doubleValue();
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  public static Fraction dot(Fraction[] a, Fraction[] b) {
    Fraction sum = ZERO;
    for (int k = 0; k < a.length; k++) {
      sum = a[k].signum() == 0 || b[k].signum() == 0 ? sum : sum.plus(a[k].times(b[k]));
    }
    return sum;
  }

  /** The solution of a square system by elimination, or null for a singular matrix. */
  public static Fraction @Nullable [] solve(Fraction[][] matrix, Fraction[] right) {
    int n = right.length;
    var rows = new Fraction[n][n + 1];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, rows[i], 0, n);
      rows[i][n] = right[i];
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      while (pivot < n && rows[pivot][k].signum() == 0) {
        pivot++;
      }
      if (pivot == n) {
        return null;
      }
      Fraction[] row = rows[pivot];
      rows[pivot] = rows[k];
      rows[k] = row;
      for (int i = 0; i < n; i++) {
        if (i != k && rows[i][k].signum() != 0) {
          Fraction factor = rows[i][k].over(row[k]);
          for (int j = k; j <= n; j++) {
            rows[i][j] = rows[i][j].minus(factor.times(row[j]));
          }
        }
      }
    }
    var solution = new Fraction[n];
    for (int k = 0; k < n; k++) {
      solution[k] = rows[k][n].over(rows[k][k]);
    }
    return solution;
  }
}
