package org.diaflow.service;

import java.util.Arrays;
import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;

/** Plug-ins that misbehave on purpose: they take their time, throw, or lie. */
public final class TestPlugins implements LabPlugin {

  /** Id of an integrator that does nothing for {@code milliseconds}, or until told to stop. */
  public static final String SLOW = "test-slow";

  /** Id of an integrator that does nothing for 15 s, whoever tells it to stop. */
  public static final String STUBBORN = "test-stubborn";

  /** Id of a solver that throws. */
  public static final String THROWING = "test-throwing";

  /** Id of a solver that claims to have converged to a vector of ones. */
  public static final String LYING = "test-lying";

  /** Id of a solver that works for {@code milliseconds}, or until told to stop. */
  public static final String IDLE = "test-idle";

  @Override
  public List<Integrator> integrators() {
    return List.of(new Slow(), new Stubborn());
  }

  @Override
  public List<L1Solver> l1Solvers() {
    return List.of(new Throwing(), new Lying(), new Idle());
  }

  private static Descriptor descriptor(String id, ParameterSpec... parameters) {
    return new Descriptor(id, "1", "For tests.", List.of(), List.of(parameters), List.of());
  }

  private static final class Slow implements Integrator {

    @Override
    public Descriptor descriptor() {
      return TestPlugins.descriptor(
          SLOW, ParameterSpec.integer("milliseconds", 1, 1_000_000, 20, "Time to waste."));
    }

    @Override
    public Applicability supports(GradientFlow flow) {
      return Applicability.yes();
    }

    @Override
    public Outcome integrate(FlowTask task, StepListener listener) {
      long end = System.nanoTime() + (long) (task.parameters().get("milliseconds") * 1e6);
      while (System.nanoTime() < end) {
        if (task.budget().exhausted()) {
          return new Outcome(StopReason.CANCELLED, "Told to stop.");
        }
        Thread.onSpinWait();
      }
      return new Outcome(StopReason.STALLED, "Did nothing.");
    }
  }

  private static final class Stubborn implements Integrator {

    @Override
    public Descriptor descriptor() {
      return TestPlugins.descriptor(STUBBORN);
    }

    @Override
    public Applicability supports(GradientFlow flow) {
      return Applicability.yes();
    }

    @Override
    public Outcome integrate(FlowTask task, StepListener listener) {
      try {
        Thread.sleep(15_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Outcome(StopReason.STALLED, "Did nothing.");
    }
  }

  private static final class Throwing implements L1Solver {

    @Override
    public Descriptor descriptor() {
      return TestPlugins.descriptor(THROWING);
    }

    @Override
    public Applicability supports(RegressionProblem problem) {
      return Applicability.yes();
    }

    @Override
    public L1Candidate solve(L1Task task, IterateListener listener) {
      throw new IllegalStateException("This solver always throws.");
    }
  }

  private static final class Lying implements L1Solver {

    @Override
    public Descriptor descriptor() {
      return TestPlugins.descriptor(LYING);
    }

    @Override
    public Applicability supports(RegressionProblem problem) {
      return Applicability.yes();
    }

    @Override
    public L1Candidate solve(L1Task task, IterateListener listener) {
      double[] ones = new double[task.problem().columns()];
      Arrays.fill(ones, 1);
      double[] dual = new double[task.problem().rows()];
      Arrays.fill(dual, 1e9);
      return new L1Candidate(ones, dual, new Outcome(StopReason.CONVERGED, "So it says."));
    }
  }

  private static final class Idle implements L1Solver {

    @Override
    public Descriptor descriptor() {
      return TestPlugins.descriptor(
          IDLE, ParameterSpec.integer("milliseconds", 1, 1_000_000, 20, "Time to waste."));
    }

    @Override
    public Applicability supports(RegressionProblem problem) {
      return Applicability.yes();
    }

    @Override
    public L1Candidate solve(L1Task task, IterateListener listener) {
      long end = System.nanoTime() + (long) (task.parameters().get("milliseconds") * 1e6);
      boolean stopped = false;
      while (!stopped && System.nanoTime() < end) {
        stopped = task.budget().exhausted();
        Thread.onSpinWait();
      }
      return new L1Candidate(
          new double[task.problem().columns()],
          null,
          stopped
              ? new Outcome(StopReason.CANCELLED, "Told to stop.")
              : new Outcome(StopReason.STALLED, "Did nothing."));
    }
  }
}
