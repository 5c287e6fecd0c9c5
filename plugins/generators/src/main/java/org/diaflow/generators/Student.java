package org.diaflow.generators;

import java.util.random.RandomGenerator;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;

/**
 * Sparse recovery with heavy-tailed measurements: A_ij ~ t/√N with t of Student's distribution,
 * drawn by the polar method of R. W. Bailey (Math. Comp. 62 (1994)). With at most two degrees of
 * freedom columns have no mean length.
 */
final class Student extends RandomDesign {

  private static final ParameterSpec FREEDOM =
      ParameterSpec.real(
          "freedom",
          Double.MIN_VALUE,
          1e6,
          3,
          "Degrees of freedom: 1 is Cauchy's distribution, many are nearly Gaussian.");

  Student() {
    super(
        "student",
        "Student",
        "Sparse recovery from heavy-tailed measurements of Student's distribution.",
        FREEDOM);
  }

  @Override
  DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random) {
    double freedom = parameters.get(FREEDOM.name());
    return independent(
        rows,
        columns,
        () -> {
          double radius = Math.expm1(-2 / freedom * Math.log1p(-random.nextDouble()));
          return Math.sqrt(freedom * radius) * Math.cos(2 * Math.PI * random.nextDouble());
        });
  }
}
