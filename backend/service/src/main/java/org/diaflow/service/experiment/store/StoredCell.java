package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.diaflow.engine.compare.ComparisonResult;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.plan.Cell;
import org.diaflow.engine.plan.FlowCell;
import org.jspecify.annotations.Nullable;

/** A row of table {@code cell}: the result of a cell. Cells that have not ended have none. */
@Entity
@Table(name = "cell")
@IdClass(StoredCell.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredCell {

  /**
   * Identity of a cell.
   *
   * @param experiment id of the experiment
   * @param index its position in the experiment
   */
  record Key(String experiment, int index) implements Serializable {}

  @Id
  @Column(name = "experiment_id")
  String experiment;

  /** Position of the cell in the experiment, from 0. */
  @Id
  @Column(name = "cell_index")
  public int index;

  double depth;
  double alpha;
  long seed;
  String engine;

  @Column(name = "problem_id")
  String problem;

  @Column(name = "stop_reason")
  @Nullable String stopReason;

  @Nullable String advice;

  @Column(name = "error_l1")
  @Nullable Double errorL1;

  @Column(name = "limit_error_l1")
  @Nullable Double limitErrorL1;

  @Nullable Double disagreement;

  @Column(name = "lower_bound")
  @Nullable Double lower;

  @Column(name = "upper_bound")
  @Nullable Double upper;

  @Nullable Double predicted;

  @Column(name = "predicted_valid")
  @Nullable Boolean predictedValid;

  @Nullable Double residual;
  @Nullable Long steps;

  @Column(name = "stop_time")
  @Nullable Double time;

  @Column(name = "effective_scale")
  @Nullable Double effectiveScale;

  @Column(name = "projection_error")
  @Nullable Double projectionError;

  @Column(name = "has_trajectory")
  boolean trajectory;

  /** Computing time in seconds, or null if it was not measured. */
  public @Nullable Double seconds;

  /** The run of an ℓ¹ solver, or null if the cell is a flow. */
  @Convert(converter = ComparisonJson.class)
  @Column(columnDefinition = "text")
  public @Nullable ComparisonView comparison;

  long sequence;

  /** What determines its numbers, if other cells may have them too. */
  @Nullable UUID fingerprint;

  protected StoredCell() {}

  /**
   * The result of a cell.
   *
   * @param experiment id of the experiment
   * @param cell the cell
   * @param problem id of its problem
   * @param result what came of it
   * @param sequence number of the event that tells of it
   */
  StoredCell(String experiment, Cell cell, String problem, CellResult result, long sequence) {
    this.experiment = experiment;
    this.index = cell.index();
    this.depth = depth(cell);
    this.alpha = alpha(cell);
    this.seed = cell.seed();
    this.engine = cell.engineId();
    this.problem = problem;
    this.sequence = sequence;
    take(result);
  }

  /** The same numbers as the result of {@code cell} of another experiment. */
  StoredCell copyFor(String other, Cell cell, long number) {
    var copy = new StoredCell();
    copy.experiment = other;
    copy.index = cell.index();
    copy.depth = depth;
    copy.alpha = alpha;
    copy.seed = cell.seed();
    copy.engine = engine;
    copy.problem = problem;
    copy.stopReason = stopReason;
    copy.advice = advice;
    copy.errorL1 = errorL1;
    copy.limitErrorL1 = limitErrorL1;
    copy.disagreement = disagreement;
    copy.lower = lower;
    copy.upper = upper;
    copy.predicted = predicted;
    copy.predictedValid = predictedValid;
    copy.residual = residual;
    copy.steps = steps;
    copy.time = time;
    copy.effectiveScale = effectiveScale;
    copy.projectionError = projectionError;
    copy.seconds = seconds;
    copy.fingerprint = fingerprint;
    copy.sequence = number;
    return copy;
  }

  private static double depth(Cell cell) {
    return cell instanceof FlowCell flow ? flow.network().depth() : Double.NaN;
  }

  private static double alpha(Cell cell) {
    return cell instanceof FlowCell flow ? flow.network().scale() : Double.NaN;
  }

  private void take(CellResult result) {
    stopReason = result.outcome().reason().wireName();
    advice = result.outcome().advice().replace('\0', '\uFFFD'); // PostgreSQL keeps no NUL
    errorL1 = result.errorL1();
    limitErrorL1 = result.limitErrorL1();
    disagreement = result.disagreement();
    lower = result.lower();
    upper = result.upper();
    predicted = result.predicted();
    predictedValid = result.predictedValid();
    residual = result.residual();
    seconds = result.seconds();
    ComparisonResult run = result.comparison();
    comparison = run == null ? null : ComparisonViews.of(run);
    FlowSummary flow = result.flow();
    if (flow != null) {
      steps = flow.steps();
      time = flow.time();
      effectiveScale = flow.effectiveScale();
      projectionError = flow.projectionError();
      trajectory = flow.trajectory() != null;
    }
  }

  /** What clients see. */
  public CellView view() {
    return new CellView(
        index,
        depth,
        alpha,
        seed,
        engine,
        CellState.DONE,
        stopReason,
        advice,
        errorL1,
        limitErrorL1,
        disagreement,
        lower,
        upper,
        predicted,
        predictedValid,
        residual,
        steps,
        time,
        effectiveScale,
        projectionError,
        trajectory,
        seconds,
        problem,
        comparison);
  }

  /** What clients see of a cell that has not ended. */
  public static CellView pendingView(Cell cell, String problem, CellState state) {
    return new CellView(
        cell.index(),
        depth(cell),
        alpha(cell),
        cell.seed(),
        cell.engineId(),
        state,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        problem,
        null);
  }
}
