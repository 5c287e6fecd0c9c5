package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.flow.Trajectory;

/** A row of table {@code trajectory}: what was recorded along the flow of a cell. */
@Entity
@Table(name = "trajectory")
@IdClass(StoredTrajectory.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredTrajectory {

  /**
   * Identity of a trajectory: its cell.
   *
   * @param experiment id of the experiment
   * @param index position of the cell
   */
  record Key(String experiment, int index) implements java.io.Serializable {}

  @Id
  @Column(name = "experiment_id")
  String experiment;

  @Id
  @Column(name = "cell_index")
  int index;

  /** A {@link TrajectoryView} in JSON. */
  @Column(columnDefinition = "text")
  String body;

  protected StoredTrajectory() {}

  StoredTrajectory(StoredCell cell, String body) {
    this.experiment = cell.experiment;
    this.index = cell.index;
    this.body = body;
  }

  static TrajectoryView view(StoredCell cell, Trajectory trajectory) {
    List<List<Double>> series =
        IntStream.range(0, trajectory.observables().size())
            .mapToObj(o -> Arrays.stream(trajectory.values()).map(values -> values[o]).toList())
            .toList();
    return new TrajectoryView(
        cell.index,
        cell.depth,
        cell.alpha,
        cell.engine,
        trajectory.observables(),
        list(trajectory.times()),
        trajectory.rawTimePerRescaled(),
        series,
        list(trajectory.stepEnds()),
        trajectory.thinned());
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
