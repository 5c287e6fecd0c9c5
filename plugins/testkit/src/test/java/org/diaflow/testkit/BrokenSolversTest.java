package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Objects;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StopReason;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The suite for solvers catches those that are broken on purpose. */
final class BrokenSolversTest {

  @ParameterizedTest
  @ValueSource(classes = {ThrowingSolver.class, WrongSolver.class, NanSolver.class})
  void brokenPluginsAreCaught(Class<?> contract) {
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build(),
            listener);
    assertTrue(listener.getSummary().getTestsFoundCount() > 5, "The suite did not run.");
    assertTrue(
        listener.getSummary().getTestsFailedCount() > 0,
        () -> contract.getSimpleName() + " passes its suite.");
  }

  /** Throws. */
  static final class ThrowingSolver extends L1SolverContract {
    @Override
    protected L1Solver solver() {
      return new FakeL1Solver(
          "throwing",
          task -> {
            throw new IllegalStateException("broken on purpose");
          });
    }
  }

  /** Adds to the minimizer what it should not, and claims success. */
  static final class WrongSolver extends L1SolverContract {
    @Override
    protected L1Solver solver() {
      return new FakeL1Solver(
          "wrong",
          task -> {
            double[] planted = task.problem().planted();
            double[] x = new double[task.problem().columns()];
            if (planted != null) {
              System.arraycopy(Objects.requireNonNull(planted), 0, x, 0, x.length);
            }
            x[0] += 1;
            return new L1Candidate(x, null, new Outcome(StopReason.CONVERGED, "Optimal!"));
          });
    }
  }

  /** Returns NaN. */
  static final class NanSolver extends L1SolverContract {
    @Override
    protected L1Solver solver() {
      return new FakeL1Solver(
          "nan",
          task -> {
            double[] x = new double[task.problem().columns()];
            x[0] = Double.NaN;
            return new L1Candidate(x, null, new Outcome(StopReason.CONVERGED, "Optimal!"));
          });
    }
  }
}
