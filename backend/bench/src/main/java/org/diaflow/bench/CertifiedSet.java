package org.diaflow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.diaflow.engine.compare.SolverComparison;
import org.diaflow.engine.compare.Verdict;
import org.diaflow.engine.plugin.PluginCatalog;
import org.diaflow.engine.plugin.PluginEntry;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Budget;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.RegressionProblem;

/**
 * Tries every ℓ¹ solver found, and solvers that lie, on instances whose minimizer is known: what
 * each solves to 1e-6 as returned and after purification, how fast, and whether the judge ever
 * certifies a wrong vector.
 *
 * <p>Run by {@code ./diaflow bench certified-set}; arguments: number of instances or FIRST-LAST,
 * seconds allowed per solve (twice that with its purification), directory of drop-in plug-ins, ids
 * of solvers joined by commas or {@code all}, which includes the liars. Prints a line per run and a
 * table at the end.
 */
public final class CertifiedSet {

  private static final String HONEST = "homotopy";
  private static final String ALL = "all";

  /** Enough for the judge's word on a lie; trying to mend it may take minutes. */
  private static final double LIAR_SECONDS = 5;

  private final List<L1Solver> solvers;
  private final L1Solver honest;
  private final List<Liar.Lie> lies;
  private final double seconds;
  private final Consumer<String> log;
  private final Map<String, Score> scores = new TreeMap<>();

  CertifiedSet(PluginCatalog catalog, String ids, double seconds, Consumer<String> log) {
    List<String> chosen = List.of(ids.split(","));
    this.solvers =
        catalog.entries().stream()
            .filter(entry -> entry.kind() == PluginEntry.Kind.L1_SOLVER)
            .map(entry -> Objects.requireNonNull(entry.descriptor()).id())
            .filter(id -> ids.equals(ALL) || chosen.contains(id))
            .map(id -> Objects.requireNonNull(catalog.l1Solver(id)))
            .toList();
    this.honest = Objects.requireNonNull(catalog.l1Solver(HONEST));
    this.lies = ids.equals(ALL) ? List.of(Liar.Lie.values()) : List.of();
    this.seconds = seconds;
    this.log = log;
  }

  /** Runs the whole set. */
  public static void main(String[] arguments) {
    var set =
        new CertifiedSet(
            PluginCatalog.load(Path.of(arguments[2])),
            arguments[3],
            Double.parseDouble(arguments[1]),
            System.out::println);
    String[] range = arguments[0].split("-");
    CertifiedInstance.first(Integer.parseInt(range[range.length - 1]), 64, 128, 256, 512).stream()
        .skip(range.length == 1 ? 0 : Integer.parseInt(range[0]) - 1)
        .sorted(Comparator.comparingInt(CertifiedInstance::rows))
        .forEach(set::run);
    set.print();
  }

  /** Runs every solver and every liar on {@code instance}. */
  void run(CertifiedInstance instance) {
    RegressionProblem problem = instance.problem();
    double[] planted = Objects.requireNonNull(problem.planted());
    var comparison =
        SolverComparison.of(problem, SolverChoice.defaults(honest), seconds, Budget.UNLIMITED);
    double[] minimizer = comparison.minimizer();
    if (minimizer == null || Verdict.of(distance(planted, minimizer)) != Verdict.SOLVED) {
      throw new IllegalStateException(
          "The judge does not confirm the planted minimizer of %s.".formatted(instance));
    }
    var contestants = new ArrayList<L1Solver>(solvers);
    for (Liar.Lie lie : lies) {
      contestants.add(new Liar(lie, planted, honest));
    }
    for (L1Solver solver : contestants) {
      double patience = solver instanceof Liar ? LIAR_SECONDS : 2 * seconds;
      var result = comparison.run(SolverChoice.defaults(solver), seconds, within(patience));
      scores.computeIfAbsent(result.solver(), id -> new Score()).add(instance, result);
      log.accept(Score.line(instance, result));
    }
  }

  /** The score of every solver and liar by its id. */
  Map<String, Score> scores() {
    return scores;
  }

  private void print() {
    log.accept("");
    log.accept("Not solved to 1e-6 as returned:");
    solvers.stream()
        .map(solver -> scores.get(solver.descriptor().id()))
        .filter(Objects::nonNull)
        .forEach(score -> score.failures().forEach(log));
    log.accept("");
    log.accept(
        "solver, runs, solved as returned, solved after purification, certified, wrongly certified,"
            + " mean seconds of purification | N: median and largest seconds");
    scores.forEach((id, score) -> log.accept(score.row(id)));
  }

  private static Budget within(double seconds) {
    long end = System.nanoTime() + (long) (1e9 * seconds);
    return () -> System.nanoTime() - end > 0;
  }

  /** ‖x − y‖₂ / max(1, ‖x‖₂). */
  private static double distance(double[] x, double[] y) {
    double difference = 0;
    double size = 0;
    for (int j = 0; j < x.length; j++) {
      difference = Math.hypot(difference, x[j] - y[j]);
      size = Math.hypot(size, x[j]);
    }
    return difference / Math.max(1, size);
  }
}
