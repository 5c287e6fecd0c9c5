package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;

/** The thinning of a curve to fewer points with the same picture. */
final class Thinning {

  private Thinning() {}

  /**
   * At most about {@code most} of {@code points}: the first and the last one, and the smallest and
   * the largest of every stretch of equally many. Gaps (points of one entry) are kept where they
   * stand between points.
   */
  static List<List<Double>> of(List<List<Double>> points, int most) {
    if (points.size() <= most) {
      return List.copyOf(points);
    }
    int stretch = Math.ceilDiv(2 * points.size(), most);
    var kept = new ArrayList<List<Double>>();
    kept.add(points.getFirst());
    for (int start = 1; start < points.size() - 1; start += stretch) {
      addExtremes(points.subList(start, Math.min(points.size() - 1, start + stretch)), kept);
    }
    kept.add(points.getLast());
    return List.copyOf(kept);
  }

  private static void addExtremes(List<List<Double>> stretch, List<List<Double>> kept) {
    int low = -1;
    int high = -1;
    int gap = -1;
    for (int k = 0; k < stretch.size(); k++) {
      if (stretch.get(k).size() < 2) {
        gap = k;
      } else {
        low = low < 0 || stretch.get(k).get(1) < stretch.get(low).get(1) ? k : low;
        high = high < 0 || stretch.get(k).get(1) > stretch.get(high).get(1) ? k : high;
      }
    }
    var chosen = new java.util.TreeSet<>(List.of(low, high, gap));
    chosen.remove(-1);
    chosen.forEach(k -> kept.add(stretch.get(k)));
  }
}
