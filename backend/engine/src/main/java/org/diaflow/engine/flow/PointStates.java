package org.diaflow.engine.flow;

import java.util.function.Function;
import org.diaflow.spi.NetworkState;
import org.jspecify.annotations.Nullable;

/** The states at the points of one flow, each made once for all measures. Used by one thread. */
final class PointStates {

  private final Function<double[], NetworkState> states;
  private @Nullable FlowPoint latest;
  private @Nullable NetworkState state;

  /** States made by {@code states} from x (length d). */
  PointStates(Function<double[], NetworkState> states) {
    this.states = states;
  }

  /** The state at {@code point}. */
  NetworkState at(FlowPoint point) {
    NetworkState known = state;
    if (known == null || latest != point) {
      known = states.apply(point.predictor());
      state = known;
      latest = point;
    }
    return known;
  }
}
