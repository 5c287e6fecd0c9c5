package org.diaflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * One ℓ¹ solver on one large sparse problem with a known minimizer, judged: {@code java -Xmx4g
 * --add-modules jdk.incubator.vector -cp target/benchmarks.jar org.diaflow.bench.SparseRecovery}.
 *
 * <p>Arguments, all optional: id of the solver, N, d, sparsity, nonzeros per column, margin, seed,
 * seconds. The defaults are homotopy on 8192 × 49152 with 10 nonzeros per column and 1000-sparse
 * x*.
 */
public final class SparseRecovery {

  private static final String[] DEFAULTS = {
    "homotopy", "8192", "49152", "1000", "10", "0.9", "1", "600"
  };

  private SparseRecovery() {}

  /** Runs the solver and prints times, errors, the judge's word and the peak of the heap. */
  public static void main(String[] given) {
    String[] arguments =
        IntStream.range(0, DEFAULTS.length)
            .mapToObj(k -> k < given.length ? given[k] : DEFAULTS[k])
            .toArray(String[]::new);
    RegressionProblem problem =
        ReferenceProblems.sparseCertified(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Double.parseDouble(arguments[5]),
            Long.parseLong(arguments[6]));
    System.out.println(problem.provenance());
    run(solver(arguments[0]), problem, Double.parseDouble(arguments[7]));
  }

  private static L1Solver solver(String id) {
    return ServiceLoader.load(LabPlugin.class).stream()
        .flatMap(plugin -> plugin.get().l1Solvers().stream())
        .filter(solver -> solver.descriptor().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no ℓ¹ solver '" + id + "'."));
  }

  private static void run(L1Solver solver, RegressionProblem problem, double seconds) {
    Applicability applicability = solver.supports(problem);
    if (!applicability.applicable()) {
      System.out.println(applicability.reason());
      return;
    }
    long start = System.nanoTime();
    Budget budget = () -> seconds(start) > seconds;
    L1Candidate candidate =
        solver.solve(
            new L1Task(problem, Parameters.defaults(solver.descriptor()), budget),
            IterateListener.NONE);
    print("solved in %.1f s: %s", seconds(start), candidate.outcome().advice());
    print("relative error of the solver's x: %.2e", error(problem, candidate.x()));
    long judging = System.nanoTime();
    Certificate certificate =
        new Certifier(problem).certify(candidate.x(), candidate.dual()).certificate();
    print(
        "judged in %.1f s: optimal %s, unique %s, |S| = %d, residual %.1e, gap %.1e, relative error %.2e",
        seconds(judging),
        certificate.optimal(),
        certificate.unique(),
        certificate.support().length,
        certificate.residual(),
        certificate.gap(),
        error(problem, certificate.minimizer()));
    print("%s", String.valueOf(certificate.reason()));
    print("peak heap %.2f GiB", peakHeap() / (double) (1 << 30));
  }

  private static void print(String pattern, Object... values) {
    System.out.println(String.format(Locale.ROOT, pattern, values));
  }

  /** ‖x − x*‖₂ / ‖x*‖₂. */
  private static double error(RegressionProblem problem, double[] x) {
    double[] planted = Objects.requireNonNull(problem.planted());
    double distance = 0;
    double size = 0;
    for (int j = 0; j < x.length; j++) {
      distance = Math.hypot(distance, x[j] - planted[j]);
      size = Math.hypot(size, planted[j]);
    }
    return distance / size;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
