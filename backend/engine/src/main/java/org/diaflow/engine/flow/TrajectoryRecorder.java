package org.diaflow.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.flow.StartedFlow;
import org.jspecify.annotations.Nullable;

/**
 * A recorder of observables along one run, by the dense output of its steps. Keeps at most {@value
 * #MOST_POINTS} points: when there are more, every second one but the last is dropped and the plan
 * goes on.
 */
final class TrajectoryRecorder {

  static final int MOST_POINTS = 4_000;

  private final RegressionProblem problem;
  private final List<FlowQuantity> observables;
  private final SavePlan plan;
  private final SampleListener listener;

  private final double[] predictor;
  private final double[] residuals;

  private StartedFlow flow;
  private double[] state;
  private List<double[]> points = new ArrayList<>();
  private List<Double> stepEnds = new ArrayList<>();
  private double @Nullable [] lastPoint;
  private double lastStepEnd;
  private int keepEvery = 1;
  private int stepsEvery = 1;
  private long offered;
  private long steps;

  TrajectoryRecorder(
      RegressionProblem problem,
      StartedFlow flow,
      List<FlowQuantity> observables,
      SavePlan plan,
      SampleListener listener) {
    this.problem = problem;
    this.flow = flow;
    this.observables = observables;
    this.plan = plan;
    this.listener = listener;
    this.state = new double[flow.flow().dimension()];
    this.predictor = new double[problem.columns()];
    this.residuals = new double[problem.rows()];
    System.arraycopy(flow.initialState(), 0, state, 0, state.length);
    add(0, observed(0));
  }

  /** Goes on with the same flow in other coordinates. */
  void follow(StartedFlow other) {
    flow = other;
    state = new double[other.flow().dimension()];
  }

  /** Records what the plan wants of {@code step}. */
  void accept(AcceptedStep step) {
    lastStepEnd = step.end();
    if (steps++ % stepsEvery == 0) {
      stepEnds.add(step.end());
      if (stepEnds.size() >= MOST_POINTS - 1) {
        stepEnds = everySecond(stepEnds);
        stepsEvery *= 2;
      }
    }
    plan.record(new Dense(step), this::add);
  }

  /** Observables by the dense output of a step. */
  private final class Dense implements SavePlan.Curve {

    private final AcceptedStep step;

    private Dense(AcceptedStep step) {
      this.step = step;
    }

    @Override
    public double start() {
      return step.start();
    }

    @Override
    public double end() {
      return step.end();
    }

    @Override
    public double[] at(double time) {
      step.state(time, state);
      return observed(time);
    }
  }

  private double[] observed(double time) {
    flow.flow().predictor(state, predictor);
    problem.matrix().multiply(predictor, residuals);
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= problem.observations()[i];
    }
    var point = new FlowPoint(time, state, predictor, residuals);
    return observables.stream().mapToDouble(observable -> observable.at(point)).toArray();
  }

  private void add(double time, double[] values) {
    double[] point = new double[values.length + 1];
    point[0] = time;
    System.arraycopy(values, 0, point, 1, values.length);
    lastPoint = point;
    if (offered++ % keepEvery != 0) {
      return;
    }
    points.add(point);
    listener.sampled(time, values);
    if (points.size() >= MOST_POINTS - 1) {
      points = everySecond(points);
      keepEvery *= 2;
    }
  }

  private static <T> List<T> everySecond(List<T> list) {
    var kept = new ArrayList<T>(list.size() / 2 + 1);
    for (int k = 0; k < list.size(); k += 2) {
      kept.add(list.get(k));
    }
    return kept;
  }

  /** What was recorded so far; thinning spares the last point and the end of the last step. */
  Trajectory trajectory(double rawTimePerRescaled) {
    var points = new ArrayList<>(this.points);
    if (lastPoint != null && lastPoint != points.getLast()) {
      points.add(lastPoint);
    }
    var stepEnds = new ArrayList<>(this.stepEnds);
    if (!stepEnds.isEmpty() && lastStepEnd > stepEnds.getLast()) {
      stepEnds.add(lastStepEnd);
    }
    double[] times = points.stream().mapToDouble(point -> point[0]).toArray();
    double[][] values =
        points.stream()
            .map(point -> java.util.Arrays.copyOfRange(point, 1, point.length))
            .toArray(double[][]::new);
    return new Trajectory(
        observables.stream().map(FlowQuantity::name).toList(),
        times,
        rawTimePerRescaled,
        values,
        stepEnds.stream().mapToDouble(Double::doubleValue).toArray(),
        Math.max(keepEvery, stepsEvery));
  }
}
