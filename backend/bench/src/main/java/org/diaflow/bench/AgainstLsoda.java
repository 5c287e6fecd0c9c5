package org.diaflow.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.diaflow.integrators.MirrorRosenbrock;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Certifier;
import org.diaflow.theory.ReferenceProblems;
import org.diaflow.theory.StartedFlow;

/**
 * Time to a residual of 1e-12 on Gaussian sparse recovery, N = 100, d = 500, |S| = 8, D = 3, α =
 * 1e-4: {@code mirror-rosenbrock} against SciPy's LSODA on (u, v), one after the other on the same
 * machine.
 *
 * <p>Run by {@code backend/bench/lsoda.sh}; the argument is the path of {@code lsoda.py}.
 */
public final class AgainstLsoda {

  private static final double RESIDUAL = 1e-12;
  private static final int RUNS = 7;

  private final RegressionProblem problem = ReferenceProblems.gaussian(100, 500, 8, 0, 1);
  private final DiagonalNetwork network = new DiagonalNetwork(3, 1e-4);

  private AgainstLsoda() {}

  /** Prints both times and their ratio. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var comparison = new AgainstLsoda();
    double[] seconds = new double[RUNS];
    for (int k = 0; k < RUNS; k++) {
      seconds[k] = comparison.rosenbrock();
    }
    double cold = seconds[0];
    Arrays.sort(seconds);
    double median = seconds[RUNS / 2];
    double peer = comparison.lsoda(Path.of(arguments[0]));
    System.out.printf(
        Locale.ROOT,
        "mirror-rosenbrock %.3f s (median of %d, the first %.3f s)%n"
            + "LSODA             %.3f s%n"
            + "ratio             %.3f (the first run %.3f)%n",
        median,
        RUNS,
        cold,
        peer,
        median / peer,
        cold / peer);
  }

  private double rosenbrock() {
    long begin = System.nanoTime();
    StartedFlow started = StartedFlow.of(Chart.MIRROR, problem, network);
    var integrator = new MirrorRosenbrock();
    double[] state = new double[started.flow().dimension()];
    double[] x = new double[problem.columns()];
    Outcome outcome =
        integrator.integrate(
            new FlowTask(
                started.flow(),
                started.initialState(),
                Double.POSITIVE_INFINITY,
                Parameters.defaults(integrator.descriptor()),
                Budget.UNLIMITED),
            step -> {
              step.state(step.end(), state);
              started.flow().predictor(state, x);
              return Certifier.relativeResidual(problem, x) > RESIDUAL;
            });
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (!(Certifier.relativeResidual(problem, x) <= RESIDUAL)) {
      throw new IllegalStateException("The residual was not reached. " + outcome.advice());
    }
    return seconds;
  }

  private double lsoda(Path script) throws IOException, InterruptedException {
    Path data = Files.createTempFile("flow", ".doubles");
    try {
      Files.write(data, doubles());
      List<String> command =
          List.of(
              "python3",
              script.toString(),
              data.toString(),
              String.valueOf(problem.rows()),
              String.valueOf(problem.columns()),
              String.valueOf(network.depth()),
              String.valueOf(network.scale()),
              String.valueOf(RESIDUAL));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String answer =
          new String(
                  process.getInputStream().readAllBytes(),
                  java.nio.charset.StandardCharsets.US_ASCII)
              .strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "lsoda.py failed; it needs NumPy and SciPy (Debian: python3-scipy).");
      }
      System.out.println("LSODA: seconds, steps, right-hand sides, residual: " + answer);
      return Double.parseDouble(answer.split(" ", 2)[0]);
    } finally {
      Files.delete(data);
    }
  }

  private byte[] doubles() {
    double[] matrix = problem.matrix().entries();
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * (matrix.length + problem.rows())).order(ByteOrder.nativeOrder());
    DoubleBuffer buffer = bytes.asDoubleBuffer();
    buffer.put(matrix).put(problem.observations());
    return bytes.array();
  }
}
