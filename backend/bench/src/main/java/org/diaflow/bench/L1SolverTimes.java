package org.diaflow.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.diaflow.spi.Budget;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * Times ℓ¹ solvers on one Gaussian problem and leaves the problem for their peers in other
 * languages; {@code l1_solvers.py} runs both and prints them side by side.
 *
 * <p>Arguments: directory, N, d, sparsity, noise, seed, repetitions, ids of solvers joined by
 * commas. Writes {@code A.bin} and {@code y.bin} (little-endian doubles, row by row) and prints one
 * line per solver: id, median of the seconds of processor time, relative residual, ‖x‖₁, outcome.
 */
public final class L1SolverTimes {

  private L1SolverTimes() {}

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    RegressionProblem problem =
        ReferenceProblems.gaussian(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Double.parseDouble(arguments[4]),
            Long.parseLong(arguments[5]));
    write(directory.resolve("A.bin"), problem.matrix().dense().entries());
    write(directory.resolve("y.bin"), problem.observations());
    int repetitions = Integer.parseInt(arguments[6]);
    List<String> ids = List.of(arguments[7].split(","));
    for (LabPlugin plugin : ServiceLoader.load(LabPlugin.class)) {
      for (L1Solver solver : plugin.l1Solvers()) {
        if (ids.contains(solver.descriptor().id())) {
          time(solver, problem, repetitions);
        }
      }
    }
  }

  private static void time(L1Solver solver, RegressionProblem problem, int repetitions) {
    var task = new L1Task(problem, Parameters.defaults(solver.descriptor()), Budget.UNLIMITED);
    L1Candidate candidate = solver.solve(task, IterateListener.NONE);
    double seconds =
        ProcessorTime.median(() -> solver.solve(task, IterateListener.NONE), repetitions);
    System.out.printf(
        Locale.ROOT,
        "%s %.6f %.3e %.12f %s%n",
        solver.descriptor().id(),
        seconds,
        Certifier.relativeResidual(problem, candidate.x()),
        Arrays.stream(candidate.x()).map(Math::abs).sum(),
        candidate.outcome().reason().wireName());
  }

  private static void write(Path file, double[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(values);
    Files.write(file, buffer.array());
  }
}
