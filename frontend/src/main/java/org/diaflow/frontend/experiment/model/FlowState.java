package org.diaflow.frontend.experiment.model;

import java.util.List;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.TrajectoryView;
import org.jspecify.annotations.Nullable;

/**
 * The state of a flow that is being recorded or was.
 *
 * @param cell its cell as last heard of
 * @param samples what was heard while it ran, by time
 * @param recorded its whole trajectory, or null before it is fetched
 * @param trouble why it could not be fetched, or null
 */
public record FlowState(
    CellView cell,
    List<SampleEvent> samples,
    @Nullable TrajectoryView recorded,
    @Nullable String trouble) {

  /** Whether its cell has ended. */
  public boolean ended() {
    return cell.state() == CellState.DONE;
  }
}
