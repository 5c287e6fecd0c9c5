package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.StepListener;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No method here allocates while it steps: memory is taken once per run. */
final class AllocationTest {

  private static final int FIRST = 100;
  private static final int LAST = 300;

  static List<Integrator> integrators() {
    return new IntegratorsPlugin().integrators();
  }

  /** Reads the allocation of its thread at the first and the last step. */
  private static final class Meter implements StepListener {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final double[] state;
    private int steps;
    private long before;
    private long after;

    Meter(int dimension) {
      this.state = new double[dimension];
    }

    @Override
    public boolean accepted(AcceptedStep step) {
      step.state((step.start() + step.end()) / 2, state);
      steps++;
      if (steps == FIRST) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      if (steps == LAST) {
        after = threads.getCurrentThreadAllocatedBytes();
      }
      return steps < LAST;
    }
  }

  /**
   * The smallest object has 16 bytes, so one in every second step is seen, and a single one of the
   * JVM's own is not.
   */
  private static final long LEAST = 16;

  @ParameterizedTest
  @MethodSource("integrators")
  void stepsDoNotAllocate(Integrator integrator) {
    var problem = ReferenceProblems.certified(5, 12, 2, 0.7, 1);
    StartedFlow started = StartedFlow.of(integrator.chart(), problem, new DiagonalNetwork(3, 1e-2));
    Map<String, Double> tight =
        integrator.descriptor().id().equals("mirror-rosenbrock")
            ? Map.of("relativeTolerance", 1e-11, "absoluteTolerance", 1e-11)
            : Map.of();
    var meter = new Meter(started.flow().dimension());
    integrator.integrate(
        new FlowTask(
            started.flow(),
            started.initialState(),
            Double.POSITIVE_INFINITY,
            Parameters.of(integrator.descriptor(), tight),
            Budget.UNLIMITED),
        meter);
    assertEquals(LAST, meter.steps, "steps");
    assertTrue(
        meter.after - meter.before < LEAST / 2 * (LAST - FIRST),
        () -> "%d bytes in %d steps".formatted(meter.after - meter.before, LAST - FIRST));
  }
}
