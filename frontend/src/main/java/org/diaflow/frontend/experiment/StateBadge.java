package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.diaflow.api.ExperimentState;

/** A word that says where an experiment stands. */
final class StateBadge extends Span {

  private static final long serialVersionUID = 1L;

  StateBadge(ExperimentState state) {
    addClassName("df-badge");
    getElement().setAttribute("data-testid", "experiment-state");
    show(state);
  }

  void show(ExperimentState state) {
    setText(word(state));
    getElement()
        .setAttribute("data-value", state.name())
        .setAttribute("data-state", state.name().toLowerCase(Locale.ROOT));
  }

  static String word(ExperimentState state) {
    return switch (state) {
      case QUEUED -> "Queued";
      case RUNNING -> "Running";
      case DONE -> "Done";
      case STOPPED -> "Paused";
      case CANCELLED -> "Cancelled";
      case FAILED -> "Failed";
    };
  }
}
