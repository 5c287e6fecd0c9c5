package org.diaflow.frontend.chart.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A logarithmic axis in whole decades. Positions on it are decimal logarithms, so every double that
 * is positive and finite has its place, down to 1e-300 and below.
 *
 * @param min exponent of the left or lower end
 * @param max exponent of the right or upper end, greater than {@code min}
 * @param tickChoices exponents to label, from every decade to ever sparser choices; take the first
 *     that fits
 */
public record LogAxis(int min, int max, List<List<Integer>> tickChoices) {

  private static final int[] STEPS = {1, 2, 3, 5, 10, 20, 50, 100, 200};

  /** The shortest axis of whole decades that holds every positive finite one of {@code values}. */
  public static LogAxis covering(DoubleStream values) {
    var positions = values.filter(LogAxis::hasPlace).map(Math::log10).summaryStatistics();
    if (positions.getCount() == 0) {
      return between(-1, 0);
    }
    // A value that is a power of ten up to rounding belongs on the edge, not one decade beyond.
    int min = (int) Math.floor(positions.getMin() + 1e-9);
    int max = (int) Math.ceil(positions.getMax() - 1e-9);
    return between(min, Math.max(max, min + 1));
  }

  /** The axis from 10^{@code min} to 10^{@code max}. */
  static LogAxis between(int min, int max) {
    List<List<Integer>> choices =
        IntStream.of(STEPS)
            .mapToObj(step -> multiples(step, min, max))
            .filter(ticks -> ticks.size() >= 2 || (ticks.size() == 1 && max - min < 2))
            .distinct()
            .toList();
    return new LogAxis(min, max, choices);
  }

  /** Whether {@code value} has a place on a logarithmic axis. */
  static boolean hasPlace(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static List<Integer> multiples(int step, int min, int max) {
    return IntStream.rangeClosed(min, max).filter(k -> k % step == 0).boxed().toList();
  }
}
