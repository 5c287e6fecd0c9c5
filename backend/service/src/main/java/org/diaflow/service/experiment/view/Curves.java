package org.diaflow.service.experiment.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diaflow.api.LocalSlopeView;
import org.diaflow.api.RateView;
import org.diaflow.engine.lab.RateFit;
import org.diaflow.engine.plan.ComparisonPlan;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.service.experiment.store.CurvePoint;
import org.diaflow.service.experiment.store.Prediction;
import org.diaflow.theory.limit.Onset;
import org.jspecify.annotations.Nullable;

/**
 * The curves error against α of an experiment, one per seed, depth and engine: those of the first
 * seeds, {@value #MOST_POINTS} points together or one seed. Thread-safe.
 */
final class Curves {

  /** More points than these nobody looks at curve by curve. */
  private static final int MOST_POINTS = 4096;

  private static final int MOST_LOCAL_SLOPES = 1000;

  private record Key(long seed, double depth, String engine) {}

  private final Map<Key, List<double[]>> pointsByCurve = new LinkedHashMap<>();
  private final Map<Key, RateFit> fits = new LinkedHashMap<>();
  private final Map<Long, List<Prediction>> predictionsBySeed = new LinkedHashMap<>();

  private final Set<Long> seeds = new LinkedHashSet<>();

  /** The curves of {@code plan}, without a point yet. */
  Curves(Plan plan) {
    if (plan instanceof FlowGrid grid) {
      seeds.addAll(grid.seeds().subList(0, seeds(plan)));
      for (long seed : seeds) {
        for (double depth : grid.depths()) {
          for (EngineChoice engine : grid.engines()) {
            pointsByCurve.put(new Key(seed, depth, engine.id()), new ArrayList<>());
          }
        }
      }
    }
  }

  /** How many seeds the curves of {@code plan} belong to. */
  static int seeds(Plan plan) {
    return switch (plan) {
      case FlowGrid grid ->
          Math.clamp(
              MOST_POINTS * (long) grid.seeds().size() / grid.size(), 1, grid.seeds().size());
      case ComparisonPlan runs -> 0;
    };
  }

  /** Adds a point unless it belongs to none of the curves. */
  synchronized void add(CurvePoint point) {
    var key = new Key(point.seed(), point.depth(), point.engine());
    List<double[]> points = pointsByCurve.get(key);
    if (points != null) {
      points.add(new double[] {point.alpha(), point.error()});
      fits.remove(key);
    }
  }

  /** Whether a prediction may still come for one of the curves. */
  synchronized boolean incomplete() {
    return seeds.stream().anyMatch(this::waitFor);
  }

  /** Whether there are curves of {@code seed} without a prediction. */
  synchronized boolean waitFor(long seed) {
    return seeds.contains(seed) && !predictionsBySeed.containsKey(seed);
  }

  /** Sets what theory predicts for the problem of {@code seed}. */
  synchronized void predict(long seed, List<Prediction> predictions) {
    predictionsBySeed.put(seed, predictions);
  }

  /** The slopes so far. */
  synchronized List<RateView> rates() {
    var rates = new ArrayList<RateView>();
    pointsByCurve.forEach(
        (key, points) -> rates.add(rate(key, fits.computeIfAbsent(key, k -> fit(points)))));
    return rates;
  }

  private RateView rate(Key key, RateFit fit) {
    @Nullable Prediction prediction =
        predictionsBySeed.getOrDefault(key.seed(), List.of()).stream()
            .filter(p -> p.depth() == key.depth())
            .findFirst()
            .orElse(null);
    @Nullable Onset onset = prediction == null ? null : prediction.onset();
    return new RateView(
        key.depth(),
        key.engine(),
        key.seed(),
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
        onset == null ? null : onset.reason());
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
