package org.diaflow.engine.flow;

import java.util.List;
import java.util.function.Function;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.MinimizerDistance;
import org.diaflow.theory.flow.StartedFlow;
import org.jspecify.annotations.Nullable;

/**
 * One flow to be integrated: what it is, when it stops and what is recorded of it.
 *
 * @param problem the problem
 * @param network depth and start
 * @param stop when it stops
 * @param recording what is recorded
 * @param limit x^∞, length d, or null where it is not known
 * @param distance measures x − g*, or null where g* is not unique
 * @param states the state at x (length d), for measures
 */
public record FlowRun(
    RegressionProblem problem,
    DiagonalNetwork network,
    StopCriteria stop,
    RecordingPlan recording,
    double @Nullable [] limit,
    @Nullable MinimizerDistance distance,
    Function<double[], NetworkState> states) {

  /** Whether {@code x} is as near to the limit as the stop criteria ask; never without one. */
  boolean near(double[] x) {
    if (limit == null || stop.distance() == 0) {
      return false;
    }
    return Vectors.distance1(x, limit) <= stop.distance() * Vectors.norm1(limit);
  }

  /** Records what is watched along {@code flow}, or null if nothing is. */
  @Nullable TrajectoryRecorder recorder(StartedFlow flow) {
    if (recording.observables().isEmpty()) {
      return null;
    }
    var points = new PointStates(states);
    List<FlowQuantity> observables =
        recording.observables().stream().map(name -> quantity(name, flow, points)).toList();
    return new TrajectoryRecorder(
        problem, flow, observables, recording.plan().get(), recording.listener());
  }

  /** What the engine computes itself is never left to a plug-in. */
  private FlowQuantity quantity(String name, StartedFlow flow, PointStates points) {
    Observable measure = recording.measures().get(name);
    return measure == null || FlowQuantities.NAMES.contains(name)
        ? FlowQuantities.of(name, network, flow, distance, limit)
        : FlowQuantities.of(name, measure, points);
  }
}
