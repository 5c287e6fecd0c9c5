package org.diaflow.service.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.api.CellView;
import org.diaflow.api.LocalSlopeView;
import org.diaflow.api.RateView;
import org.diaflow.engine.RateFit;
import org.diaflow.theory.Onset;
import org.jspecify.annotations.Nullable;

/** The curves error against α of an experiment, one per seed, depth and engine. Thread-safe. */
final class Curves {

  private static final String CONVERGED = "converged";

  private record Key(long seed, double depth, String engine) {}

  private final Map<Key, List<double[]>> pointsByCurve = new LinkedHashMap<>();
  private final Map<Key, RateFit> fits = new LinkedHashMap<>();
  private final Map<Long, List<Prediction>> predictionsBySeed = new LinkedHashMap<>();

  /** Adds a point if the cell has one: only converged cells count. */
  synchronized void add(CellView cell) {
    if (Double.isNaN(cell.alpha())) {
      return;
    }
    var key = new Key(cell.seed(), cell.depth(), cell.engine());
    List<double[]> points = pointsByCurve.computeIfAbsent(key, k -> new ArrayList<>());
    Double error = cell.errorL1();
    if (error != null && CONVERGED.equals(cell.stopReason())) {
      points.add(new double[] {cell.alpha(), error});
      fits.remove(key);
    }
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
