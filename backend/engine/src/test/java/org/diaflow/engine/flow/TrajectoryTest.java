package org.diaflow.engine.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.measure.ResultMeasures;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.Quantity;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.testkit.fixtures.FakeIntegrator;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is recorded along a flow, and when a flow ends. */
final class TrajectoryTest {

  private static final RegressionProblem TIGHTNESS = ReferenceProblems.tightness(0.5, 2);

  private final Laboratory laboratory = new Laboratory();
  private final CertifiedProblem certified =
      laboratory.certify(
          TIGHTNESS, SolverChoice.defaults(FakeL1Solver.returning(2, 0)), Budget.UNLIMITED);

  /** Explicit Euler steps in λ of the given length, until told to stop. */
  private CellResult euler(double length, StopCriteria stop, RecordingPlan recordingPlan) {
    var euler =
        new FakeIntegrator(
            "euler",
            (task, listener) -> {
              double[] state = task.initialState().clone();
              double[] derivative = new double[state.length];
              double time = 0;
              while (time < task.horizon()) {
                double[] before = state.clone();
                task.flow().rightHandSide(state, derivative);
                double step = Math.min(length, task.horizon() - time);
                for (int i = 0; i < state.length; i++) {
                  state[i] += step * derivative[i];
                }
                if (!listener.accepted(new LinearStep(time, time + step, before, state))) {
                  return new Outcome(StopReason.CANCELLED, "");
                }
                time += step;
              }
              return new Outcome(StopReason.HORIZON, "");
            });
    var cell =
        new FlowCell(
            0,
            new DiagonalNetwork(2, 0.1),
            ProblemPoint.of(1),
            new EngineChoice(euler, new Parameters(Map.of())));
    return laboratory.run(cell, certified, stop, recordingPlan, Budget.UNLIMITED);
  }

  /** A step with the straight line as its dense output. */
  private record LinearStep(double start, double end, double[] before, double[] after)
      implements AcceptedStep {
    @Override
    public void state(double time, double[] state) {
      double share = (time - start) / (end - start);
      for (int i = 0; i < state.length; i++) {
        state[i] = share == 1 ? after[i] : before[i] + share * (after[i] - before[i]);
      }
    }
  }

  private static Trajectory trajectory(CellResult result) {
    return Objects.requireNonNull(flow(result).trajectory());
  }

  @Test
  void observablesAreThoseOfThePredictor() {
    var names = List.of("loss", "l1Norm", "distanceToMinimizer", "x[0]", "x[1]", "activeSetSize");
    CellResult result =
        euler(1e-3, StopCriteria.DEFAULT, RecordingPlan.adaptive(names, SampleListener.NONE));
    assertEquals(StopReason.CONVERGED, result.outcome().reason());
    Trajectory trajectory = trajectory(result);
    assertEquals(names, trajectory.observables());
    assertArrayEquals(new double[] {2, 0, 2, 0, 0, 0}, trajectory.values()[0]);
    for (double[] point : trajectory.values()) {
      double residual = point[3] + 0.5 * point[4] - 2;
      assertEquals(residual * residual / 2, point[0], 1e-14);
      assertEquals(Math.abs(point[3]) + Math.abs(point[4]), point[1], 1e-14);
      assertEquals(Math.abs(point[3] - 2) + Math.abs(point[4]), point[2], 1e-14);
    }
    assertEquals(
        ResultMeasures.ERROR_L1.of(result), trajectory.values()[trajectory.points() - 1][2]);
    for (int k = 1; k < trajectory.points(); k++) {
      assertTrue(trajectory.times()[k] > trajectory.times()[k - 1]);
    }
  }

  /** A measure of the same name takes no part; one that throws or lacks something is NaN. */
  @Test
  void whatTheEngineComputesIsNotLeftToAPlugin() {
    var quantity =
        new Quantity("any", "any", "Any", "dimensionless", Quantity.Scale.LINEAR, Set.of());
    Observable wrong = new Constant(quantity, 42.0);
    Observable throwing = new Constant(quantity, null);
    var names = List.of("loss", "constant", "throwing");
    var measures = Map.of("loss", wrong, "constant", wrong, "throwing", throwing);
    RecordingPlan plan = RecordingPlan.adaptive(names, measures, SampleListener.NONE);
    for (double[] point : trajectory(euler(1e-3, StopCriteria.DEFAULT, plan)).values()) {
      assertTrue(point[0] <= 2);
      assertEquals(42, point[1]);
      assertTrue(Double.isNaN(point[2]));
    }
  }

  private record Constant(Quantity quantity, @Nullable Double constant) implements Observable {
    @Override
    public double value(NetworkState state) {
      return Objects.requireNonNull(constant);
    }
  }

  @Test
  void nothingIsRecordedUnlessAsked() {
    assertNull(flow(euler(1e-3, StopCriteria.DEFAULT, RecordingPlan.NOTHING)).trajectory());
  }

  @Test
  void aHorizonEndsTheFlowWhereItSays() {
    var stop = new StopCriteria(1e-12, 1000, 10, 0.25, 0);
    CellResult result = euler(0.1, stop, RecordingPlan.NOTHING);
    assertEquals(StopReason.HORIZON, result.outcome().reason());
    assertEquals(0.25, flow(result).time());
  }

  @Test
  void nearnessToTheLimitEndsTheFlow() {
    var stop = new StopCriteria(1e-300, 100_000, 10, Double.POSITIVE_INFINITY, 1e-3);
    CellResult result = euler(1e-3, stop, RecordingPlan.NOTHING);
    assertEquals(StopReason.CONVERGED, result.outcome().reason());
    assertTrue(Objects.requireNonNull(ResultMeasures.RESIDUAL.of(result)) > 1e-6);
  }

  @Test
  void plansChooseTheirPoints() {
    var seen = new ArrayList<Double>();
    SavePlan.at(0.1, 0.5, 2).record(line(0.1, 0.6), (time, values) -> seen.add(time));
    assertEquals(List.of(0.5), seen);
    seen.clear();
    SavePlan.logSpaced(2).record(line(0.05, 1), (time, values) -> seen.add(time));
    assertEquals(3, seen.size());
    assertEquals(0.1, seen.get(0), 1e-15);
    assertEquals(1, seen.get(2), 1e-15);
    seen.clear();
    SavePlan.adaptive(0.01).record(line(0, 1), (time, values) -> seen.add(time));
    assertEquals(List.of(1.0), seen);
    assertThrows(IllegalArgumentException.class, () -> SavePlan.at(1, 1));
    assertThrows(IllegalArgumentException.class, () -> SavePlan.adaptive(0));
  }

  /** √τ bends most at 0: the points crowd there, and lines between them follow it. */
  @Test
  void theAdaptivePlanFollowsTheCurve() {
    var points = new ArrayList<double[]>();
    points.add(new double[] {0, 0});
    SavePlan.adaptive(0.02)
        .record(curve(0, 1), (time, values) -> points.add(new double[] {time, values[0]}));
    assertTrue(points.size() > 4 && points.size() < 40);
    assertTrue(points.get(1)[0] < 0.05);
    assertEquals(1, points.getLast()[0]);
  }

  private static SavePlan.Curve line(double start, double end) {
    return new Function(start, end, false);
  }

  private static SavePlan.Curve curve(double start, double end) {
    return new Function(start, end, true);
  }

  private record Function(double start, double end, boolean bent) implements SavePlan.Curve {
    @Override
    public double[] at(double time) {
      return new double[] {bent ? Math.sqrt(time) : time};
    }
  }

  /** A hundred thousand steps are kept as a few thousand points, evenly thinned. */
  @Test
  void longRunsAreThinned() {
    var stop = new StopCriteria(1e-300, 20_000, 60, Double.POSITIVE_INFINITY, 0);
    var samples = new ArrayList<Double>();
    RecordingPlan recordingPlan =
        new RecordingPlan(
            List.of("l1Norm"),
            Map.of(),
            () -> (step, recording) -> recording.add(step.end(), step.at(step.end())),
            (time, values) -> samples.add(time));
    Trajectory trajectory = trajectory(euler(1e-5, stop, recordingPlan));
    assertTrue(trajectory.points() < TrajectoryRecorder.MOST_POINTS);
    assertTrue(trajectory.points() > TrajectoryRecorder.MOST_POINTS / 4);
    assertTrue(trajectory.thinned() >= 4);
    assertTrue(samples.size() > trajectory.points());
    assertEquals(samples.getLast(), trajectory.times()[trajectory.points() - 1]);
    assertEquals(samples.getLast(), trajectory.stepEnds()[trajectory.stepEnds().length - 1]);
    double spacing = trajectory.times()[2] - trajectory.times()[1];
    assertEquals(trajectory.thinned() * 1e-5, spacing, 1e-12);
  }

  private static FlowSummary flow(CellResult result) {
    return ((CellResult.Flow) result).flow();
  }
}
