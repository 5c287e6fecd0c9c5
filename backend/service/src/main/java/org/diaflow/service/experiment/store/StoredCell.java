package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.measure.ResultMeasures;
import org.diaflow.engine.plan.Cell;
import org.diaflow.engine.plan.ProblemPoint;
import org.jspecify.annotations.Nullable;

/** A row of table {@code cell}: the result of a cell. Cells that have not ended have none. */
@Entity
@Table(name = "cell")
@IdClass(StoredCell.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredCell {

  /**
   * The measures that every cell has, as expressions of columns. Predictions outside their range
   * say nothing and are none.
   */
  public static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("errorL1", "error_l1"),
          Map.entry("limitErrorL1", "limit_error_l1"),
          Map.entry("disagreement", "disagreement"),
          Map.entry("lower", "lower_bound"),
          Map.entry("upper", "upper_bound"),
          Map.entry("predicted", "case when predicted_valid is not false then predicted end"),
          Map.entry("residual", "residual"),
          Map.entry("steps", "steps"),
          Map.entry("time", "stop_time"),
          Map.entry("effectiveScale", "effective_scale"),
          Map.entry("projectionError", "projection_error"),
          Map.entry("seconds", "seconds"));

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
  @Nullable String problem;

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

  /** The kept measures in the order of the document's list, or null in cells of format 1. */
  @Nullable Double @Nullable [] measures;

  /** What computed it, or null in cells of format 1. */
  @Nullable Integer build;

  long sequence;

  /** What determines its numbers, if other cells may have them too. */
  @Nullable UUID fingerprint;

  protected StoredCell() {}

  /**
   * The result of a cell.
   *
   * @param experiment id of the experiment
   * @param cell the cell
   * @param problem id of its problem, or null where it is not stored
   * @param result what came of it
   * @param measures the kept measures
   * @param sequence number of the event that tells of it
   */
  StoredCell(
      String experiment,
      Cell cell,
      @Nullable String problem,
      CellResult result,
      List<@Nullable Double> measures,
      long sequence) {
    this.experiment = experiment;
    this.index = cell.index();
    this.depth = cell.depth();
    this.alpha = cell.alpha();
    this.seed = cell.seed();
    this.engine = cell.engineId();
    this.problem = problem;
    this.measures = measures.toArray(Double[]::new);
    this.sequence = sequence;
    take(result);
  }

  /** The same numbers as the result of {@code cell} of another experiment. */
  StoredCell copyFor(String other, Cell cell, @Nullable String problemId, long number) {
    var copy = new StoredCell();
    copy.experiment = other;
    copy.index = cell.index();
    copy.depth = depth;
    copy.alpha = alpha;
    copy.seed = cell.seed();
    copy.engine = engine;
    copy.problem = problemId;
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
    copy.measures = measures;
    copy.build = build;
    copy.fingerprint = fingerprint;
    copy.sequence = number;
    return copy;
  }

  private void take(CellResult result) {
    stopReason = result.outcome().reason().wireName();
    advice = result.outcome().advice().replace('\0', '\uFFFD'); // PostgreSQL keeps no NUL
    errorL1 = ResultMeasures.ERROR_L1.of(result);
    limitErrorL1 = ResultMeasures.LIMIT_ERROR_L1.of(result);
    disagreement = ResultMeasures.DISAGREEMENT.of(result);
    lower = ResultMeasures.LOWER.of(result);
    upper = ResultMeasures.UPPER.of(result);
    predicted = ResultMeasures.PREDICTED.of(result);
    predictedValid = ResultMeasures.predictedValid(result);
    residual = ResultMeasures.RESIDUAL.of(result);
    seconds = result.seconds();
    switch (result) {
      case CellResult.Flow end -> take(end.flow());
      case CellResult.SolverRun run -> comparison = ComparisonViews.of(run.run());
      case CellResult.Limit limit -> {}
      case CellResult.Certified certified -> {}
      case CellResult.Nothing nothing -> {}
    }
  }

  private void take(FlowSummary flow) {
    steps = flow.steps();
    time = flow.time();
    effectiveScale = flow.effectiveScale();
    projectionError = flow.projectionError();
    trajectory = flow.trajectory() != null;
  }

  /** Id of its experiment. */
  public String experiment() {
    return experiment;
  }

  /** Seed of its problem. */
  public long seed() {
    return seed;
  }

  /**
   * What clients see.
   *
   * @param point which problem it is about
   * @param names names of the kept measures
   */
  public CellView view(ProblemPoint point, List<String> names) {
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
        comparison,
        point.parameters(),
        named(names));
  }

  private Map<String, @Nullable Double> named(List<String> names) {
    var named = new LinkedHashMap<String, @Nullable Double>();
    for (int k = 0; measures != null && k < measures.length && k < names.size(); k++) {
      named.put(names.get(k), measures[k]);
    }
    return named;
  }

  /** What clients see of a cell that has not ended. */
  public static CellView pendingView(Cell cell, @Nullable String problem, CellState state) {
    return new CellView(
        cell.index(),
        cell.depth(),
        cell.alpha(),
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
        null,
        cell.problem().parameters(),
        Map.of());
  }
}
