package org.diaflow.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.diaflow.spi.Observable;

/**
 * The plan of what is recorded along the flows of an experiment.
 *
 * @param observables names, see {@link FlowQuantities}; none means no trajectory
 * @param measures the measures among them, by name
 * @param plan makes the save plan of one run
 * @param listener told of every recorded point while a run goes on
 */
public record RecordingPlan(
    List<String> observables,
    Map<String, Observable> measures,
    Supplier<SavePlan> plan,
    SampleListener listener) {

  /** Relative distance from a straight line that is still drawn as one. */
  private static final double STRAIGHT = 2e-3;

  /** Nothing is recorded. */
  public static final RecordingPlan NOTHING = adaptive(List.of(), SampleListener.NONE);

  /** Records {@code observables}, none of them a measure, as densely as their curves need. */
  public static RecordingPlan adaptive(List<String> observables, SampleListener listener) {
    return adaptive(observables, Map.of(), listener);
  }

  /** Records {@code observables} as densely as their curves need. */
  public static RecordingPlan adaptive(
      List<String> observables, Map<String, Observable> measures, SampleListener listener) {
    return new RecordingPlan(
        List.copyOf(observables),
        Map.copyOf(measures),
        () -> SavePlan.adaptive(STRAIGHT),
        listener);
  }
}
