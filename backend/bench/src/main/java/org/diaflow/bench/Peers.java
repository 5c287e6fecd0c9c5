package org.diaflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.diaflow.integrators.MirrorRosenbrock;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;

/**
 * Diaflow beside its peers on the same problems, one after the other on one core: the table of
 * {@code ./diaflow bench peers}. All times are processor times, ratios are peer by Diaflow. What is
 * not installed is a line of the table.
 *
 * <p>Arguments: the directory of {@code peers.py} and {@code cvode.c}, and the seconds after which
 * SciPy's integrators are stopped (120).
 */
public final class Peers {

  private static final double RESIDUAL = 1e-12;

  private final Path directory;
  private final double limit;

  private Peers(Path directory, double limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    double limit = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 120;
    var peers = new Peers(Path.of(arguments[0]), limit);
    System.out.printf(
        "%s, %s, %d processors, Java %s; one thread, processor time%n",
        LocalDate.now(),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    peers.bandwidth();
    peers.flow();
    peers.l1(256, 1024, 40);
    peers.l1(512, 4096, 60);
    for (double depth : new double[] {2, 3, 4.5}) {
      peers.kernel(100, 500, depth);
      peers.kernel(500, 2000, depth);
      peers.kernel(2000, 10000, depth);
    }
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    String unknown = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!Files.isReadable(file)) {
      return unknown;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(unknown);
  }

  private static void title(String what, double own) {
    System.out.printf(Locale.ROOT, "%n%s%n  %-32s %12s%n", what, "Diaflow", show(own));
  }

  private static void row(String peer, double own, Peer.Answer answer) {
    if (Double.isNaN(answer.seconds())) {
      System.out.printf("  %-32s %12s   %s%n", peer, "", answer.remark());
    } else {
      System.out.printf(
          Locale.ROOT,
          "  %-32s %12s %9.2f ×   %s%n",
          peer,
          show(answer.seconds()),
          answer.seconds() / own,
          answer.remark());
    }
  }

  private static String show(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, "%.3f ms", 1e3 * seconds)
        : String.format(Locale.ROOT, "%.3f s", seconds);
  }

  private Peer python(String... arguments) {
    var command = new ArrayList<String>(List.of("python3", directory + "/peers.py"));
    command.addAll(List.of(arguments));
    return new Peer(command, "python3");
  }

  /** The bandwidth at which one core reads 256 MB. */
  private void bandwidth() {
    double[] values = new double[1 << 25];
    double[] sum = new double[1];
    double seconds = ProcessorTime.median(() -> sum[0] += sum(values), 5);
    System.out.printf(
        Locale.ROOT, "Read bandwidth of one core: %.1f GB/s%n", 8e-9 * values.length / seconds);
  }

  private static double sum(double[] values) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    for (int k = 0; k < values.length; k += 8) {
      s0 += values[k];
      s1 += values[k + 1];
      s2 += values[k + 2];
      s3 += values[k + 3];
      s4 += values[k + 4];
      s5 += values[k + 5];
      s6 += values[k + 6];
      s7 += values[k + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** Time to a residual of 1e-12 of {@code mirror-rosenbrock}. */
  private void flow() throws IOException, InterruptedException {
    RegressionProblem problem = ReferenceProblems.gaussian(100, 500, 8, 0, 1);
    var network = new DiagonalNetwork(3, 1e-4);
    double own = ProcessorTime.median(() -> integrate(problem, network), 7);
    title("Flow to residual 1e-12: N = 100, d = 500, 8-sparse, D = 3, alpha = 1e-4", own);
    DenseMatrix matrix = problem.matrix().dense();
    double[] y = problem.observations();
    Path program = Files.createTempFile("diaflow-cvode", "");
    try {
      String absent = compile(program);
      for (String tolerance : List.of("1e-4", "1e-6", "1e-8")) {
        row(
            "CVODE, mirror, tolerance " + tolerance,
            own,
            absent != null
                ? Peer.Answer.none("missing: " + absent)
                : new Peer(List.of(program.toString()), "libsundials-dev")
                    .run(matrix, y, network.scale(), RESIDUAL, tolerance));
      }
    } finally {
      Files.delete(program);
    }
    for (String method : List.of("LSODA", "BDF", "Radau")) {
      row(
          "SciPy " + method + " on (u, v)",
          own,
          python("flow").run(matrix, y, method, network.depth(), network.scale(), RESIDUAL, limit));
    }
  }

  private static void integrate(RegressionProblem problem, DiagonalNetwork network) {
    StartedFlow started = StartedFlow.of(Chart.MIRROR, problem, network);
    var integrator = new MirrorRosenbrock();
    double[] state = new double[started.flow().dimension()];
    double[] x = new double[problem.columns()];
    var task =
        new FlowTask(
            started.flow(),
            started.initialState(),
            Double.POSITIVE_INFINITY,
            Parameters.defaults(integrator.descriptor()),
            Budget.UNLIMITED);
    integrator.integrate(
        task,
        step -> {
          step.state(step.end(), state);
          started.flow().predictor(state, x);
          return Certifier.relativeResidual(problem, x) > RESIDUAL;
        });
    if (!(Certifier.relativeResidual(problem, x) <= RESIDUAL)) {
      throw new IllegalStateException("mirror-rosenbrock did not reach the residual.");
    }
  }

  /** Compiles the program with CVODE; returns what is missing for it, or null. */
  private @Nullable String compile(Path program) throws IOException, InterruptedException {
    var command =
        new ArrayList<String>(List.of("cc", "-O3", "-march=native", directory + "/cvode.c", "-o"));
    command.add(program.toString());
    for (String library : List.of("cvode", "nvecserial", "sunlinsoldense", "sunmatrixdense")) {
      command.add("-lsundials_" + library);
    }
    command.add("-lm");
    try {
      Process compiler =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return compiler.waitFor() == 0 ? null : "libsundials-dev";
    } catch (IOException e) {
      return "gcc";
    }
  }

  private void l1(int rows, int columns, int sparsity) {
    RegressionProblem problem = ReferenceProblems.gaussian(rows, columns, sparsity, 0, 1);
    L1Solver homotopy = homotopy();
    var task = new L1Task(problem, Parameters.defaults(homotopy.descriptor()), Budget.UNLIMITED);
    double own = ProcessorTime.median(() -> homotopy.solve(task, IterateListener.NONE), 15);
    title("l1 minimizer: N = %d, d = %d, %d-sparse".formatted(rows, columns, sparsity), own);
    DenseMatrix matrix = problem.matrix().dense();
    row("scikit-learn lars_path", own, python("lars").run(matrix, problem.observations()));
    row("HiGHS", own, python("highs").run(matrix, problem.observations()));
  }

  private static L1Solver homotopy() {
    return ServiceLoader.load(LabPlugin.class).stream()
        .flatMap(provider -> provider.get().l1Solvers().stream())
        .filter(solver -> solver.descriptor().id().equals("homotopy"))
        .findFirst()
        .orElseThrow();
  }

  private void kernel(int rows, int columns, double depth) {
    RegressionProblem problem = ReferenceProblems.gaussian(rows, columns, rows / 10, 0, 1);
    var network = new DiagonalNetwork(depth, 1e-2);
    var flow = StartedFlow.of(Chart.MIRROR, problem, network).flow();
    double[] mirror = new double[rows];
    for (int i = 0; i < rows; i++) {
      mirror[i] = 0.1 * Math.cos(i);
    }
    double[] derivative = new double[rows];
    double own = ProcessorTime.median(() -> flow.rightHandSide(mirror, derivative), 15);
    title("Right-hand side: N = %d, d = %d, D = %s".formatted(rows, columns, depth), own);
    row(
        "NumPy",
        own,
        python("kernel").run(problem.matrix().dense(), mirror, depth, network.scale()));
  }
}
