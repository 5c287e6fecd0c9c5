package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line on which a function known on a grid is one half, by marching squares. */
final class Contour {

  private static final double LEVEL = 0.5;

  private final List<Double> columns;
  private final List<Double> rows;
  private final @Nullable Double[][] grid;

  private Contour(List<Double> columns, List<Double> rows, @Nullable Double[][] grid) {
    this.columns = columns;
    this.rows = rows;
    this.grid = grid;
  }

  /**
   * Straight pieces x₁, y₁, x₂, y₂, linear between neighbours; none in squares with a corner that
   * is not known.
   */
  static List<List<Double>> half(
      List<Double> columns, List<Double> rows, @Nullable Double[][] grid) {
    var contour = new Contour(columns, rows, grid);
    var pieces = new ArrayList<List<Double>>();
    for (int i = 0; i + 1 < columns.size(); i++) {
      for (int j = 0; j + 1 < rows.size(); j++) {
        contour.add(i, j, pieces);
      }
    }
    return List.copyOf(pieces);
  }

  /** Adds the pieces in one square; a saddle is cut into two in the order of its sides. */
  private void add(int i, int j, List<List<Double>> pieces) {
    int[][] corners = {{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}};
    var crossings = new ArrayList<double[]>();
    for (int k = 0; k < corners.length; k++) {
      int[] from = corners[k];
      int[] to = corners[(k + 1) % corners.length];
      Double a = grid[from[0]][from[1]];
      Double b = grid[to[0]][to[1]];
      if (a == null || b == null) {
        return;
      }
      if (a < LEVEL != b < LEVEL) {
        double t = (LEVEL - a) / (b - a);
        crossings.add(
            new double[] {
              between(columns.get(from[0]), columns.get(to[0]), t),
              between(rows.get(from[1]), rows.get(to[1]), t)
            });
      }
    }
    for (int k = 0; k + 1 < crossings.size(); k += 2) {
      double[] a = crossings.get(k);
      double[] b = crossings.get(k + 1);
      pieces.add(List.of(a[0], a[1], b[0], b[1]));
    }
  }

  private static double between(double from, double to, double t) {
    return (1 - t) * from + t * to;
  }
}
