package org.diaflow.frontend.chart.plot;

import static org.diaflow.frontend.fake.Curves.axis;
import static org.diaflow.frontend.fake.Curves.curve;
import static org.diaflow.frontend.fake.Curves.measure;
import static org.diaflow.frontend.fake.Curves.share;
import static org.diaflow.frontend.fake.Curves.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.junit.jupiter.api.Test;

class MapPlotsTest {

  private static final AxisView ROWS = axis("undersampling", false, 0.1, 0.3, 0.9);
  private static final AxisView DENSITY = axis("density", false, 0.2, 0.4);

  @Test
  void tilesMeetHalfwayBetweenPlaces() {
    MapPlot plot = plot(false, share(0.1, 0.2, 1, 1), share(0.3, 0.4, 1, 3), share(0.9, 0.2, 0, 4));
    assertEquals(List.of(0.0, 0.2, 0.6, 1.2), plot.columnEdges());
    assertEquals(List.of(0.1, 0.3, 0.5), plot.rowEdges());
    assertEquals(List.of(0.0, 0.0, 0.5, 2.0, 0.0, 0.0), plot.tiles().getFirst());
    assertEquals(List.of(1.0, 1.0, 0.25), plot.tiles().get(1).subList(0, 3));
    assertEquals(List.of(0.0, 1.0), List.of(plot.color().min(), plot.color().max()));
  }

  /** A plane is halved by its own line, wherever the grid stands. */
  @Test
  void contourOfAPlaneLiesOnIt() {
    List<Double> places = List.of(0.0, 0.1, 0.35, 0.5, 0.8, 1.0);
    @org.jspecify.annotations.Nullable Double[][] grid = new Double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        grid[i][j] = 0.9 - 0.7 * places.get(i) - 0.2 * places.get(j);
      }
    }
    List<List<Double>> pieces = Contour.half(places, places, grid);
    assertTrue(pieces.size() >= 5);
    for (List<Double> piece : pieces) {
      assertEquals(0.5, 0.9 - 0.7 * piece.get(0) - 0.2 * piece.get(1), 1e-15);
      assertEquals(0.5, 0.9 - 0.7 * piece.get(2) - 0.2 * piece.get(3), 1e-15);
    }
    grid[2][2] = null;
    assertTrue(Contour.half(places, places, grid).size() < pieces.size());
  }

  @Test
  void aPlaceWithoutAValueIsATileThatSaysSo() {
    var failed = new Point(0.1, 0.2, null, null, null, null, null, null, 0, 3, 1);
    MapPlot plot = plot(false, failed, share(0.3, 0.4, 1, 3));
    assertNull(plot.tiles().getFirst().get(2));
    assertEquals(List.of(0.0, 3.0, 1.0), plot.tiles().getFirst().subList(3, 6));
    assertTrue(key(failed).contains("3 of 4 cells ended without a value that means anything"));
  }

  @Test
  void errorsAreColouredByTheirLogarithm() {
    var point = new Point(0.1, 0.2, 1e-3, 1.0, null, null, 1e-3, 1e-3, 1, 0, 0);
    var other = new Point(0.3, 0.2, 10.0, 1.0, null, null, 10.0, 10.0, 1, 0, 0);
    MapPlot plot = plot(true, point, other);
    assertEquals(List.of(-3.0, 1.0), List.of(plot.color().min(), plot.color().max()));
    assertEquals(List.of(), plot.contour());
  }

  @Test
  void aMapOfThousandsOfTilesIsSmall() throws JsonProcessingException {
    var points = new ArrayList<Point>();
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 64; j++) {
        points.add(share(0.1 + i / 81.0, j / 77.0, 3 * i % 7, 1 + j % 13));
      }
    }
    MapPlot plot = plot(false, points.toArray(Point[]::new));
    assertEquals(MapPlots.MOST_TILES, plot.tiles().size());
    assertTrue(new ObjectMapper().writeValueAsBytes(plot.tiles()).length < 200_000);
  }

  private static MapPlot plot(boolean logarithmic, Point... points) {
    return MapPlots.of(map(points), scene(logarithmic), DENSITY);
  }

  private static String key(Point... points) {
    return CurveWords.mapKey(map(points), scene(false));
  }

  private static CurvesView map(Point... points) {
    return view("none", curve("recovered", Map.of(), points));
  }

  private static CurveScene scene(boolean logarithmic) {
    return new CurveScene(
        ROWS,
        DENSITY,
        measure("recovered", "g* = x*", logarithmic),
        logarithmic,
        List.of(),
        List.of("seed"),
        Map.of("e", "One"));
  }
}
