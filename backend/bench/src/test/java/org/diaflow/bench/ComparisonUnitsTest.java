package org.diaflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.engine.compare.Accuracy;
import org.diaflow.engine.compare.ComparisonResult;
import org.diaflow.engine.compare.SolverComparison;
import org.diaflow.engine.compare.Verdict;
import org.diaflow.engine.plugin.PluginCatalog;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The judge says the same of every distributed solver, or what it must, when the units of equations
 * and columns, their order, their signs or their number change (theory §9).
 */
final class ComparisonUnitsTest {

  /** Problems of each kind, each with every change; {@code -Ddiaflow.random=1000} takes more. */
  private static final int PROBLEMS = Integer.getInteger("diaflow.random", 12);

  private static final double SECONDS = 60;

  /** Rounding of the minimizer relative to its norm, for conditions up to 2^22. */
  private static final double EXACT = 0x1p-30;

  /** Rounding of Aᵀν relative to its terms, where columns are in units up to 2^40 apart. */
  private static final double UNITS_APART = 0x1p-20;

  /** Largest error, gap and residual of what a solver returns with its defaults, as "solved". */
  private static final double SOLVED = 1e-6;

  private static final List<String> IDS =
      List.of(
          "homotopy",
          "pdhg",
          "douglas-rachford",
          "diagonal-network",
          "ojalgo-simplex",
          "ojalgo-interior-point");

  private static final PluginCatalog CATALOG = PluginCatalog.load();

  /** Kinds of random problems. */
  enum Kind {
    GAUSSIAN,
    /** |S| = N. */
    NOISY,
    CERTIFIED,
    /** Entries of x* over 12 decades: methods that stop at 1e-10 need not see the smallest. */
    TWELVE_DECADES;

    RegressionProblem problem(long seed) {
      var random = new Random(seed);
      int n = 4 + random.nextInt(6);
      int d = 2 * n + random.nextInt(n);
      int sparsity = 1 + random.nextInt(n / 2);
      return switch (this) {
        case GAUSSIAN -> ReferenceProblems.gaussian(n, d, sparsity, 0, seed);
        case NOISY -> ReferenceProblems.gaussian(n, d, sparsity, 0.1, seed);
        case CERTIFIED -> ReferenceProblems.certified(n, d, sparsity, 0.8, seed);
        case TWELVE_DECADES -> ReferenceProblems.dynamicRange(n, d, sparsity, 0.8, 12, seed);
      };
    }
  }

  /** Changes of (A, y), given by rows of length d + 1. */
  enum Change {
    ROWS_IN_OTHER_UNITS {
      @Override
      double[][] applied(double[][] rows, Random random) {
        return Arrays.stream(rows)
            .map(row -> times(Math.scalb(1.0, random.nextInt(81) - 40), row))
            .toArray(double[][]::new);
      }
    },
    ROWS_REPEATED_IN_ANOTHER_ORDER {
      @Override
      double[][] applied(double[][] rows, Random random) {
        int n = rows.length;
        double[][] more = new double[n + 2][];
        Arrays.setAll(more, i -> i < n ? rows[n - 1 - i] : times(i == n ? 4 : 1, rows[i - n]));
        return more;
      }
    },
    ROWS_COMBINED {
      @Override
      double[][] applied(double[][] rows, Random random) {
        double[][] more = Arrays.copyOf(rows, rows.length + 1);
        double[] sum = new double[rows[0].length];
        Arrays.setAll(sum, j -> rows[0][j] + 3 * rows[rows.length - 1][j]);
        more[rows.length] = sum;
        return more;
      }
    },
    COLUMNS_IN_ANOTHER_ORDER_WITH_OTHER_SIGNS {
      @Override
      double[][] applied(double[][] rows, Random random) {
        return Arrays.stream(rows).map(row -> moved(row, 1)).toArray(double[][]::new);
      }

      @Override
      double[] moved(double[] x) {
        return moved(x, 0);
      }
    },
    /** Another problem: what is found is compared with nothing but the judge's own word on it. */
    COLUMNS_IN_OTHER_UNITS {
      @Override
      double[][] applied(double[][] rows, Random random) {
        int d = rows[0].length - 1;
        int[] exponents = IntStream.range(0, d).map(j -> random.nextInt(41) - 20).toArray();
        return Arrays.stream(rows)
            .map(
                row -> {
                  double[] scaled = row.clone();
                  Arrays.setAll(scaled, j -> j < d ? Math.scalb(row[j], exponents[j]) : row[j]);
                  return scaled;
                })
            .toArray(double[][]::new);
      }
    };

    abstract double[][] applied(double[][] rows, Random random);

    /** The minimizer of the changed problem. */
    double[] moved(double[] x) {
      return x;
    }

    /** Backwards with alternating signs, but for the last {@code kept} entries. */
    static double[] moved(double[] row, int kept) {
      int d = row.length - kept;
      double[] other = row.clone();
      Arrays.setAll(other, j -> j < d ? (j % 2 == 0 ? -1 : 1) * row[d - 1 - j] : row[j]);
      return other;
    }

    static double[] times(double factor, double[] row) {
      return Arrays.stream(row).map(value -> factor * value).toArray();
    }
  }

  private static RegressionProblem changed(RegressionProblem problem, Change change, long seed) {
    int d = problem.columns();
    double[][] rows = new double[problem.rows()][d + 1];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] = problem.matrix().get(i, j);
      }
      rows[i][d] = problem.observations()[i];
    }
    double[][] other = change.applied(rows, new Random(seed));
    return new RegressionProblem(
        DenseMatrix.ofRows(
            Arrays.stream(other).map(row -> Arrays.copyOf(row, d)).toArray(double[][]::new)),
        Arrays.stream(other).mapToDouble(row -> row[d]).toArray(),
        null,
        problem.provenance() + ", " + change);
  }

  /** What the judge says of every solver, and the minimizer it measures by. */
  private record Judged(double[] minimizer, Map<String, ComparisonResult> results) {

    static Judged of(RegressionProblem problem) {
      var comparison = SolverComparison.of(problem, choice("homotopy"), SECONDS, Budget.UNLIMITED);
      double[] minimizer =
          Objects.requireNonNull(
              comparison.minimizer(), () -> problem.provenance() + " has no known minimizer");
      var results = new LinkedHashMap<String, ComparisonResult>();
      for (String id : IDS) {
        results.put(id, comparison.run(choice(id), SECONDS, Budget.UNLIMITED));
      }
      return new Judged(minimizer, results);
    }

    private static SolverChoice choice(String id) {
      L1Solver solver = Objects.requireNonNull(CATALOG.l1Solver(id), id);
      return SolverChoice.defaults(solver);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theVerdictsMoveAsTheyMust(Kind kind) {
    for (long seed = 1; seed <= PROBLEMS; seed++) {
      RegressionProblem problem = kind.problem(seed);
      Judged base = Judged.of(problem);
      assertArrived(kind, problem, base, EXACT);
      for (Change change : Change.values()) {
        RegressionProblem twin = changed(problem, change, seed);
        Judged judged = Judged.of(twin);
        boolean otherProblem = change == Change.COLUMNS_IN_OTHER_UNITS;
        assertArrived(kind, twin, judged, otherProblem ? UNITS_APART : EXACT);
        if (!otherProblem) {
          assertClose(change.moved(base.minimizer()), judged.minimizer(), twin.provenance());
        }
      }
    }
  }

  private static void assertClose(double[] expected, double[] actual, String what) {
    double[] difference = new double[expected.length];
    Arrays.setAll(difference, j -> expected[j] - actual[j]);
    assertTrue(norm2(difference) <= EXACT * norm2(expected), what);
  }

  private static double norm2(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(value -> value * value).sum());
  }

  /** Every solver's answer is solved as returned and, once purified, the minimizer to rounding. */
  private static void assertArrived(
      Kind kind, RegressionProblem problem, Judged judged, double gap) {
    double size = norm2(judged.minimizer());
    judged
        .results()
        .forEach(
            (id, result) -> {
              String what = problem.provenance() + ": " + result;
              Accuracy before = Objects.requireNonNull(result.before(), what);
              Accuracy after = Objects.requireNonNull(result.after(), what);
              assertEquals(Verdict.SOLVED, before.verdict(), what);
              assertTrue(Objects.requireNonNull(before.distance()) <= SOLVED * size, what);
              assertTrue(Objects.requireNonNull(before.gap()) <= SOLVED, what);
              assertTrue(before.residual() <= SOLVED, what);
              assertEquals(Verdict.SOLVED, after.verdict(), what);
              if (kind == Kind.TWELVE_DECADES && !id.equals("homotopy")) {
                return;
              }
              assertEquals(StopReason.CONVERGED, result.outcome().reason(), what);
              assertTrue(result.certified(), what);
              assertTrue(Objects.requireNonNull(after.distance()) <= EXACT * size, what);
              assertTrue(Objects.requireNonNull(after.gap()) <= gap, what);
              assertTrue(after.residual() <= EXACT, what);
            });
  }
}
