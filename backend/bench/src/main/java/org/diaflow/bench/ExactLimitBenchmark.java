package org.diaflow.bench;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.limit.ExactLimit;
import org.diaflow.theory.problem.ReferenceProblems;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one exact limit x^∞ on Gaussian sparse recovery: N = 50, d = 200, |S| = 5, no noise. The
 * certificate is not part of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
public class ExactLimitBenchmark {

  /** Depth D. */
  @Param({"2", "3"})
  public double depth;

  /** Initialization scale α. */
  @Param({"1e-2", "1e-8"})
  public double scale;

  private final ExactLimit exact = gaussian(50, 200, 5);

  /** Makes sure that what is timed is a limit. */
  @Setup
  public void requireReached() {
    if (!limit().reached()) {
      throw new IllegalStateException(
          "The limit at D = %s, α = %s is not reached.".formatted(depth, scale));
    }
  }

  /** One limit, without a neighbour to start from. */
  @Benchmark
  public ExactLimit.Limit limit() {
    return exact.solve(new DiagonalNetwork(depth, scale));
  }

  /** Limits of noiseless Gaussian sparse recovery, seed 1. */
  static ExactLimit gaussian(int rows, int columns, int sparsity) {
    RegressionProblem problem = ReferenceProblems.gaussian(rows, columns, sparsity, 0, 1);
    double[] planted = requireNonNull(problem.planted());
    return new ExactLimit(
        requireNonNull(
            new Certifier(problem).certify(planted, null).split(),
            "The planted vector is not the unique minimizer; choose another seed."));
  }
}
