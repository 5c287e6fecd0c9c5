package org.diaflow.engine.flow;

import java.util.List;
import java.util.function.Supplier;

/**
 * The plan of what is recorded along the flows of an experiment.
 *
 * @param observables names, see {@link Observables}; none means no trajectory
 * @param plan makes the save plan of one run
 * @param listener told of every recorded point while a run goes on
 */
public record RecordingPlan(
    List<String> observables, Supplier<SavePlan> plan, SampleListener listener) {

  /** Relative distance from a straight line that is still drawn as one. */
  private static final double STRAIGHT = 2e-3;

  /** Nothing is recorded. */
  public static final RecordingPlan NOTHING = adaptive(List.of(), SampleListener.NONE);

  /** Records {@code observables} as densely as their curves need. */
  public static RecordingPlan adaptive(List<String> observables, SampleListener listener) {
    return new RecordingPlan(List.copyOf(observables), () -> SavePlan.adaptive(STRAIGHT), listener);
  }
}
