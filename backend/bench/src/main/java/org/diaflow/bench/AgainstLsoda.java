package org.diaflow.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.problem.ReferenceProblems;

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
    var own = new ArrayList<Time>();
    for (int k = 0; k < RUNS; k++) {
      own.add(comparison.rosenbrock());
    }
    Time cold = own.getFirst();
    own.sort(Comparator.comparingDouble(Time::processor));
    Time median = own.get(RUNS / 2);
    Time peer = comparison.lsoda(Path.of(arguments[0]));
    System.out.println("mirror-rosenbrock, first run:   " + cold);
    System.out.println("mirror-rosenbrock, median of %d: %s".formatted(RUNS, median));
    System.out.println("LSODA:                          " + peer);
    System.out.printf(
        Locale.ROOT,
        "ratio of processor times %.3f, of times on the clock %.3f%n",
        median.processor() / peer.processor(),
        median.clock() / peer.clock());
  }

  /**
   * What a run took; the clock is right on an idle machine, the processor's time on any.
   *
   * @param clock seconds on the clock
   * @param processor seconds of processor time
   */
  private record Time(double clock, double processor) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f s, processor %.3f s", clock, processor);
    }
  }

  private Time rosenbrock() {
    var threads = ManagementFactory.getThreadMXBean();
    long begin = System.nanoTime();
    long beginProcessor = threads.getCurrentThreadCpuTime();
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
    var time =
        new Time(
            (System.nanoTime() - begin) / 1e9,
            (threads.getCurrentThreadCpuTime() - beginProcessor) / 1e9);
    if (!(Certifier.relativeResidual(problem, x) <= RESIDUAL)) {
      throw new IllegalStateException("The residual was not reached. " + outcome.advice());
    }
    return time;
  }

  private Time lsoda(Path script) throws IOException, InterruptedException {
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
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "lsoda.py failed; it needs NumPy and SciPy (Debian: python3-scipy).");
      }
      String[] parts = answer.split(" ", -1);
      System.out.println(
          "LSODA took %s steps and %s right-hand sides to residual %s."
              .formatted(parts[2], parts[3], parts[4]));
      return new Time(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    } finally {
      Files.delete(data);
    }
  }

  private byte[] doubles() {
    double[] matrix = problem.matrix().dense().entries();
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * (matrix.length + problem.rows())).order(ByteOrder.nativeOrder());
    DoubleBuffer buffer = bytes.asDoubleBuffer();
    buffer.put(matrix).put(problem.observations());
    return bytes.array();
  }
}
