package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.fixtures.BrokenSolver;
import org.diaflow.testkit.fixtures.SoundSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The suite for ℓ¹ solvers passes a sound solver and catches each fault on its own. */
final class SolverSuiteTest {

  private static L1Solver underTest = new SoundSolver();

  /** The suite, on the solver of the moment. */
  static final class Suite extends L1SolverContract {
    @Override
    protected L1Solver solver() {
      return underTest;
    }
  }

  @Test
  void soundSolverPasses() {
    underTest = new SoundSolver();
    TestExecutionSummary summary = run();
    assertEquals(0, summary.getTestsFailedCount(), () -> summary.getFailures().toString());
    assertTrue(summary.getTestsSucceededCount() > 15, "The suite did not run.");
  }

  @ParameterizedTest
  @EnumSource(BrokenSolver.class)
  void everyFaultIsCaught(BrokenSolver solver) {
    underTest = solver;
    assertTrue(run().getTestsFailedCount() > 0, () -> solver + " passes its suite.");
  }

  private static TestExecutionSummary run() {
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Suite.class)).build(),
            listener);
    return listener.getSummary();
  }
}
