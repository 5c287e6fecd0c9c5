package org.diaflow.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.diaflow.theory.limit.ExactLimit;
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
 * Time of the exact limits at 61 scales from 1 to 1e-10 on Gaussian sparse recovery, and how it
 * grows with N and d. The certificate is not part of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
public class LimitSweepBenchmark {

  private static final double[] SCALES =
      IntStream.rangeClosed(0, 60).mapToDouble(k -> Math.pow(10, -k / 6.0)).toArray();

  /** N x d x |S|. */
  @Param({"25x100x3", "50x200x5", "50x400x5", "100x400x8", "100x1000x8", "200x1000x12"})
  public String size = "50x200x5";

  private ExactLimit exact = ExactLimitBenchmark.gaussian(50, 200, 5);

  /** Certifies the problem and makes sure that what is timed are limits. */
  @Setup
  public void prepare() {
    int[] sizes = IntStream.of(0, 1, 2).map(k -> Integer.parseInt(size.split("x")[k])).toArray();
    exact = ExactLimitBenchmark.gaussian(sizes[0], sizes[1], sizes[2]);
    if (!depthThree().stream().allMatch(ExactLimit.Limit::reached)) {
      throw new IllegalStateException("A limit of %s is not reached.".formatted(size));
    }
  }

  /** 61 limits of depth 3. */
  @Benchmark
  public List<ExactLimit.Limit> depthThree() {
    return exact.path(3, SCALES);
  }

  /** 61 limits of each of the depths 2, 3, 4 and 5. */
  @Benchmark
  public List<List<ExactLimit.Limit>> fourDepths() {
    return IntStream.rangeClosed(2, 5).mapToObj(depth -> exact.path(depth, SCALES)).toList();
  }
}
