package org.diaflow.engine.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;
import org.diaflow.theory.path.SaddleToSaddle;
import org.jspecify.annotations.Nullable;

/**
 * The times at which a flow jumps, beside those of the path for α → 0 (theory §8). A flow jumps to
 * plateau k when it is nearer in ℓ¹ to that than to the one before.
 *
 * @param jumps all jumps of the path, in order
 */
public record JumpTimes(List<Jump> jumps) {

  /** Most plateaus that are watched for. */
  private static final int MOST = 100;

  private static final String NAME = "distanceToPlateau";

  /** Copies the list. */
  public JumpTimes {
    jumps = List.copyOf(jumps);
  }

  /**
   * A jump.
   *
   * @param path rescaled time τ of the path
   * @param flow rescaled time τ of the flow, or null if it has not jumped
   */
  public record Jump(double path, @Nullable Double flow) {

    /** |flow − path|/path, or null. */
    @Nullable Double error() {
      return flow == null ? null : (Double) (Math.abs(flow - path) / path);
    }
  }

  /** Distances from the plateaus of {@code path}, the start among them, to be recorded by name. */
  public static Map<String, Observable> observables(List<SaddleToSaddle.Jump> path, int columns) {
    var observables = new LinkedHashMap<String, Observable>();
    observables.put(NAME + 0, new PlateauDistance(0, new double[columns]));
    for (int k = 1; k <= Math.min(MOST, path.size()); k++) {
      observables.put(NAME + k, new PlateauDistance(k, path.get(k - 1).x()));
    }
    return observables;
  }

  /** ‖x − P_k‖₁ for plateau P_k. */
  private record PlateauDistance(int place, double[] plateau) implements Observable {

    @Override
    public Quantity quantity() {
      String name = NAME + place;
      String symbol = "‖x − P_%d‖₁".formatted(place);
      return new Quantity(
          name, symbol, "Distance from plateau", "units of x", Quantity.Scale.LINEAR, Set.of());
    }

    @Override
    public double value(NetworkState state) {
      return Vectors.distance1(state.x(), plateau);
    }
  }

  /** The jumps of {@code trajectory}, along which the distances from the plateaus were recorded. */
  public static JumpTimes of(Trajectory trajectory, List<SaddleToSaddle.Jump> path) {
    var jumps = new ArrayList<Jump>();
    int first = trajectory.observables().indexOf(NAME + 0);
    double from = 0;
    for (int k = 1; k <= Math.min(MOST, path.size()); k++) {
      Double time = crossing(trajectory, first + k - 1, first + k, from);
      jumps.add(new Jump(path.get(k - 1).time(), time));
      from = time == null ? from : time;
    }
    return new JumpTimes(jumps);
  }

  /**
   * The first time from {@code from} on at which the flow is as near to the second plateau as to
   * the first, by the straight lines between recorded points.
   */
  private static @Nullable Double crossing(
      Trajectory trajectory, int before, int after, double from) {
    double[] times = trajectory.times();
    double[][] values = trajectory.values();
    for (int k = 1; k < times.length; k++) {
      double nearer = values[k][before] - values[k][after];
      if (times[k] >= from && nearer >= 0) {
        double earlier = values[k - 1][before] - values[k - 1][after];
        double part = earlier >= 0 ? 1 : -earlier / (nearer - earlier);
        return Math.max(from, times[k - 1] + part * (times[k] - times[k - 1]));
      }
    }
    return null;
  }

  /** The largest relative difference between the times of flow and path; NaN if one is missing. */
  public double largestError() {
    double largest = 0;
    for (Jump jump : jumps) {
      Double error = jump.error();
      if (error == null) {
        return Double.NaN;
      }
      largest = Math.max(largest, error);
    }
    return largest;
  }

  /** How many jumps the flow made. */
  public int seen() {
    return (int) jumps.stream().filter(jump -> jump.flow() != null).count();
  }

  /** The times in words. */
  public String sentence() {
    return jumps.stream()
        .map(
            jump ->
                jump.flow() == null
                    ? String.format(Locale.ROOT, "none for %.5g", jump.path())
                    : String.format(Locale.ROOT, "%.5g for %.5g", jump.flow(), jump.path()))
        .collect(Collectors.joining(", ", "Jumps at τ = ", " of the path."));
  }
}
