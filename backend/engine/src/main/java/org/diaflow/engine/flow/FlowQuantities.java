package org.diaflow.engine.flow;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.theory.certificate.MinimizerDistance;
import org.diaflow.theory.flow.StartedFlow;
import org.jspecify.annotations.Nullable;

/** The observables there are, by name. */
public final class FlowQuantities {

  /**
   * Names of all observables but the coordinates, which are called {@code x[0]}, {@code x[1]}, …
   */
  public static final List<String> NAMES =
      List.of(
          "loss",
          "l1Norm",
          "distanceToMinimizer",
          "distanceToLimit",
          "activeSetSize",
          "invariantDrift");

  private static final Pattern COORDINATE = Pattern.compile("x\\[(0|[1-9]\\d{0,8})]");

  /** Multiple of α above which an entry counts as learned. */
  private static final double LEARNED = 10;

  private FlowQuantities() {}

  private record Named(String name, ToDoubleFunction<FlowPoint> function) implements FlowQuantity {
    @Override
    public double at(FlowPoint point) {
      return function.applyAsDouble(point);
    }
  }

  /**
   * The coordinate {@code name} stands for, or −1 if it is not the name of one. Every coordinate
   * has one name: x[00] is none.
   */
  public static int coordinate(String name) {
    Matcher matcher = COORDINATE.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  /**
   * The observable called {@code name} for one flow.
   *
   * <ul>
   *   <li>{@code loss}: ½‖Ax − y‖²
   *   <li>{@code l1Norm}: ‖x‖₁
   *   <li>{@code distanceToMinimizer}: ‖x − g*‖₁, NaN where g* is not unique
   *   <li>{@code distanceToLimit}: ‖x − x^∞‖₁, NaN where the limit is not known
   *   <li>{@code activeSetSize}: number of entries with |x_j| > 10·α
   *   <li>{@code invariantDrift}: largest relative deviation from the invariants of theory §2
   *   <li>{@code x[j]}: a coordinate
   * </ul>
   *
   * @param distance measures x − g*, or null
   * @param limit x^∞, length d, or null
   * @throws IllegalArgumentException for an unknown name or a coordinate out of range
   */
  static FlowQuantity of(
      String name,
      DiagonalNetwork network,
      StartedFlow flow,
      @Nullable MinimizerDistance distance,
      double @Nullable [] limit) {
    return new Named(
        name,
        switch (name) {
          case "loss" -> point -> squares(point.residuals()) / 2;
          case "l1Norm" -> point -> Vectors.norm1(point.predictor());
          case "distanceToMinimizer" ->
              point -> distance == null ? Double.NaN : distance.of(point.predictor());
          case "distanceToLimit" -> point -> known(point, limit);
          case "activeSetSize" -> point -> learned(point, LEARNED * network.scale());
          case "invariantDrift" -> point -> flow.invariantDrift(point.state());
          default -> coordinateAt(name);
        });
  }

  /** The measure called {@code name} along a flow; NaN where what it needs is not known. */
  static FlowQuantity of(String name, Observable measure, PointStates points) {
    var needs = measure.quantity().needs();
    return new Named(
        name,
        point -> {
          NetworkState state = points.at(point);
          try {
            return needs.stream().allMatch(state::knows) ? measure.value(state) : Double.NaN;
          } catch (RuntimeException | LinkageError broken) {
            return Double.NaN; // a plug-in costs its own number and nothing else
          }
        });
  }

  private static ToDoubleFunction<FlowPoint> coordinateAt(String name) {
    int j = coordinate(name);
    if (j < 0) {
      throw new IllegalArgumentException(
          "There is no observable '%s'; choose from %s and x[0], x[1], …"
              .formatted(name, String.join(", ", NAMES)));
    }
    return point -> j < point.predictor().length ? point.predictor()[j] : Double.NaN;
  }

  private static double known(FlowPoint point, double @Nullable [] target) {
    return target == null ? Double.NaN : Vectors.distance1(point.predictor(), target);
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  private static double learned(FlowPoint point, double threshold) {
    int count = 0;
    for (double value : point.predictor()) {
      count += Math.abs(value) > threshold ? 1 : 0;
    }
    return count;
  }
}
