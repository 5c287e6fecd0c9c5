package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.RateView;
import org.jspecify.annotations.Nullable;

/**
 * The slopes of one depth and engine over all seeds; each the median of what is available.
 *
 * @param engine {@code limit} or an integrator's id
 * @param predicted what theory says, or null
 * @param fitted what was measured, or null
 * @param low fitted less the width by which the points bend, for a single seed only
 * @param high fitted plus that width
 * @param from smallest α of the fits, or null
 * @param to largest α of the fits, or null
 * @param local slope between the two smallest scales, or null
 * @param onset up to which α the leading term holds, or null
 * @param asymptotic whether every fitted range lies below its onset, or null where not known
 * @param seeds number of seeds
 */
public record Slopes(
    String engine,
    @Nullable Double predicted,
    @Nullable Double fitted,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double from,
    @Nullable Double to,
    @Nullable Double local,
    @Nullable Double onset,
    @Nullable Boolean asymptotic,
    int seeds) {

  /** The slopes of every depth, for each engine, the exact limit first. */
  public static Map<Double, List<Slopes>> of(List<RateView> rates) {
    var depths = new TreeMap<Double, List<Slopes>>();
    rates.stream()
        .collect(Collectors.groupingBy(RateView::depth))
        .forEach((depth, ofDepth) -> depths.put(depth, ofDepth(ofDepth)));
    return depths;
  }

  private static List<Slopes> ofDepth(List<RateView> rates) {
    var engines =
        rates.stream()
            .collect(
                Collectors.groupingBy(
                    rate -> (rate.engine().equals(EngineSpec.LIMIT) ? "0" : "1") + rate.engine(),
                    TreeMap::new,
                    Collectors.toList()));
    return engines.values().stream().map(Slopes::ofEngine).toList();
  }

  private static Slopes ofEngine(List<RateView> rates) {
    RateView first = rates.getFirst();
    boolean single = rates.size() == 1;
    return new Slopes(
        first.engine(),
        median(rates, RateView::predicted),
        median(rates, RateView::fitted),
        single ? first.fittedLow() : null,
        single ? first.fittedHigh() : null,
        median(rates, RateView::from),
        median(rates, RateView::to),
        median(
            rates,
            rate -> rate.localSlopes().isEmpty() ? null : rate.localSlopes().getFirst().slope()),
        median(rates, RateView::onset),
        asymptotic(rates),
        rates.size());
  }

  private static @Nullable Boolean asymptotic(List<RateView> rates) {
    return rates.stream().anyMatch(rate -> rate.asymptotic() == null)
        ? null
        : Boolean.valueOf(rates.stream().allMatch(rate -> Boolean.TRUE.equals(rate.asymptotic())));
  }

  private static @Nullable Double median(
      List<RateView> rates, Function<RateView, @Nullable Double> value) {
    double[] sorted =
        rates.stream()
            .map(value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return null;
    }
    double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
    return Arrays.stream(middle).average().orElseThrow();
  }
}
