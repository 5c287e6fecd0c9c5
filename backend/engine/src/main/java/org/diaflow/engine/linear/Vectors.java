package org.diaflow.engine.linear;

/** Norms and differences of vectors, with which the judge measures. */
public final class Vectors {

  private Vectors() {}

  /** ‖x‖₁. */
  public static double norm1(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }

  /** ‖x‖_∞, NaN if an entry is. */
  public static double normInfinity(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** ‖x‖₂, without overflow or underflow on the way. */
  public static double norm2(double[] x) {
    double largest = normInfinity(x);
    if (largest == 0 || !(largest <= Double.MAX_VALUE)) {
      return largest;
    }
    double sum = 0;
    for (double value : x) {
      sum += (value / largest) * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }

  /** x − y. */
  public static double[] difference(double[] x, double[] y) {
    double[] difference = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      difference[j] = x[j] - y[j];
    }
    return difference;
  }

  /** ‖x − y‖₁. */
  public static double distance1(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += Math.abs(x[j] - y[j]);
    }
    return sum;
  }
}
