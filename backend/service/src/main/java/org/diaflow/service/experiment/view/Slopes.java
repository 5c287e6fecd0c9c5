package org.diaflow.service.experiment.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.api.LocalSlopeView;
import org.diaflow.api.RateView;
import org.diaflow.engine.lab.LeadingTerm;
import org.diaflow.engine.lab.RateFit;
import org.diaflow.engine.plan.Grid;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.service.experiment.store.CurvePoint;
import org.diaflow.theory.limit.Onset;
import org.jspecify.annotations.Nullable;

/**
 * The fitted slopes of the curves error against α of an experiment, one per problem, depth and
 * engine: those of the first problems, {@value #MOST_POINTS} points together or one problem.
 * Thread-safe.
 */
final class Slopes {

  /** More points than these nobody looks at curve by curve. */
  private static final int MOST_POINTS = 4096;

  private static final int MOST_LOCAL_SLOPES = 1000;

  private record Key(int problem, double depth, String engine) {}

  private final Map<Key, List<double[]>> pointsByCurve = new LinkedHashMap<>();
  private final Map<Key, RateFit> fits = new LinkedHashMap<>();
  private final Map<Integer, List<LeadingTerm>> predictionsByProblem = new LinkedHashMap<>();

  private final Plan plan;
  private final int block;
  private final int problems;

  /** The curves of {@code plan}, without a point yet. */
  Slopes(Plan plan) {
    this.plan = plan;
    this.block = plan.block();
    Grid grid = plan.grid();
    int alphas = grid.place(PlanAxis.ALPHA);
    if (alphas < 0 || grid.size() == 0) {
      this.problems = 0;
      return;
    }
    long all = plan.problems().size();
    this.problems = (int) Math.clamp(MOST_POINTS * all / grid.size(), 1, all);
    for (int problem = 0; problem < problems; problem++) {
      for (Object depth : grid.axes().get(grid.place(PlanAxis.DEPTH)).values()) {
        for (Object engine : grid.axes().get(grid.place(PlanAxis.ENGINE)).values()) {
          pointsByCurve.put(new Key(problem, (Double) depth, (String) engine), new ArrayList<>());
        }
      }
    }
  }

  /** Index after the last cell that belongs to one of the curves. */
  long end() {
    return (long) problems * block;
  }

  /** Adds a point unless it belongs to none of the curves. */
  synchronized void add(CurvePoint point) {
    var key = new Key(point.index() / block, point.depth(), point.engine());
    List<double[]> points = pointsByCurve.get(key);
    if (points != null) {
      points.add(new double[] {point.alpha(), point.error()});
      fits.remove(key);
    }
  }

  /** Whether a prediction may still come for one of the curves. */
  synchronized boolean incomplete() {
    return predictionsByProblem.size() < problems;
  }

  /** Whether there are curves of the problem at {@code position} without a prediction. */
  synchronized boolean waitFor(int position) {
    return position < problems && !predictionsByProblem.containsKey(position);
  }

  /** Sets what theory predicts for the problem at {@code position}. */
  synchronized void predict(int position, List<LeadingTerm> predictions) {
    predictionsByProblem.put(position, predictions);
  }

  /** The slopes so far. */
  synchronized List<RateView> rates() {
    var rates = new ArrayList<RateView>();
    pointsByCurve.forEach(
        (key, points) -> rates.add(rate(key, fits.computeIfAbsent(key, k -> fit(points)))));
    return rates;
  }

  private RateView rate(Key key, RateFit fit) {
    @Nullable LeadingTerm prediction =
        predictionsByProblem.getOrDefault(key.problem(), List.of()).stream()
            .filter(p -> p.depth() == key.depth())
            .findFirst()
            .orElse(null);
    @Nullable Onset onset = prediction == null ? null : prediction.onset();
    ProblemPoint point = plan.problems().point(key.problem());
    return new RateView(
        key.depth(),
        key.engine(),
        point.seed(),
        prediction == null ? null : prediction.rate(),
        prediction == null ? null : prediction.constant(),
        fit.slope(),
        fit.low(),
        fit.high(),
        fit.from(),
        fit.to(),
        fit.points(),
        fit.localSlopes().stream()
            .limit(MOST_LOCAL_SLOPES)
            .map(local -> new LocalSlopeView(local.alpha(), local.slope()))
            .toList(),
        onset == null ? null : onset.alpha(),
        onset == null ? null : fit.asymptotic(onset.alpha()),
        onset == null ? null : onset.reason(),
        point.parameters());
  }

  private static RateFit fit(List<double[]> points) {
    double[][] sorted =
        points.stream()
            .sorted(java.util.Comparator.comparingDouble(point -> point[0]))
            .toArray(double[][]::new);
    return RateFit.of(
        Arrays.stream(sorted).mapToDouble(point -> point[0]).toArray(),
        Arrays.stream(sorted).mapToDouble(point -> point[1]).toArray());
  }
}
