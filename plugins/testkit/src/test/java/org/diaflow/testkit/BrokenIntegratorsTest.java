package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.diaflow.spi.Integrator;
import org.diaflow.testkit.fixtures.BrokenIntegrator;
import org.diaflow.testkit.fixtures.SoundIntegrator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every fault is caught by the test that is there for it, and a sound integrator passes all. */
final class BrokenIntegratorsTest {

  /** The suite on the integrator it is told of. */
  static final class Suite extends IntegratorContract {

    private static volatile Integrator integrator = new SoundIntegrator();

    @Override
    protected Integrator integrator() {
      return integrator;
    }

    @Override
    protected Duration patience() {
      if (integrator == BrokenIntegrator.HANGS) {
        return Duration.ofMillis(50);
      }
      return Duration.ofSeconds(integrator instanceof BrokenIntegrator ? 1 : 60);
    }
  }

  /** Names of the test methods that failed, and how many tests succeeded. */
  private static final class Tally implements TestExecutionListener {

    private final Set<String> failed = new TreeSet<>();
    private int succeeded;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.FAILED) {
        failed.add(
            test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName()));
      } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        succeeded++;
      }
    }
  }

  @AfterEach
  void suiteIsOfTheSoundMethodAgain() {
    Suite.integrator = new SoundIntegrator();
  }

  private static Tally run(Integrator integrator) {
    Suite.integrator = integrator;
    var tally = new Tally();
    var request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Suite.class)).build();
    LauncherFactory.create().execute(request, tally);
    return tally;
  }

  @Test
  void soundIntegratorPasses() {
    Tally tally = run(new SoundIntegrator());
    assertEquals(Set.of(), tally.failed);
    assertTrue(tally.succeeded > 25, tally.succeeded + " tests succeeded");
  }

  @ParameterizedTest
  @EnumSource
  void brokenIntegratorFails(BrokenIntegrator broken) {
    Set<String> failed = run(broken).failed;
    List<String> expected =
        switch (broken) {
          case THROWS -> List.of("flowThatIsNowhereDefinedIsNonFinite", "listenerEndsTheRun");
          case NAN_STEPS, INACCURATE ->
              List.of(
                  "flowEndsAtTheExactLimit",
                  "linearFlowFollowsTheExponential",
                  "scalarFlowFollowsItsClosedForm");
          case TIME_RUNS_BACKWARDS -> List.of("stepsFillTheTimeUpToTheHorizon");
          case IGNORES_LISTENER -> List.of("listenerEndsTheRun");
          case IGNORES_BUDGET -> List.of("exhaustedBudgetEndsTheRunWithinOneStep");
          case HANGS -> List.of("cancellationTakesEffectAtOnce", "initialStateIsNotWrittenTo");
          case LIES_ABOUT_ORDER -> List.of("orderIsTheOneClaimed");
          case LIES_ABOUT_DENSE_OUTPUT -> List.of("denseOutputHasTheOrderClaimed");
          case JUMPS -> List.of("denseOutputIsContinuous");
          case WRITES_TO_THE_INITIAL_STATE -> List.of("initialStateIsNotWrittenTo");
          case REMEMBERS -> List.of("runsDoNotDisturbEachOther");
        };
    assertTrue(failed.containsAll(expected), "failed: " + failed);
    if (broken.name().startsWith("LIES")) {
      assertEquals(Set.copyOf(expected), failed);
    }
  }
}
