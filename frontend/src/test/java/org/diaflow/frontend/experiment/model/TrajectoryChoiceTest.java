package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.diaflow.frontend.chart.plot.Quantity;
import org.junit.jupiter.api.Test;

class TrajectoryChoiceTest {

  private static final Quantity LOSS = Quantity.of("loss");
  private static final List<Quantity> OFFERED =
      Quantity.offered(List.of("loss", "x[3]", "l1Norm", "x[5]"));

  @Test
  void theUsualChoiceNeedsNoParameters() {
    assertEquals(Map.of(), TrajectoryChoice.USUAL.parameters());
    assertEquals(TrajectoryChoice.USUAL, TrajectoryChoice.of(Map.of()));
  }

  @Test
  void everyChoiceSurvivesTheAddress() {
    assertSurvives(
        TrajectoryChoice.USUAL
            .withQuantities(Set.of("loss"))
            .withCells(Set.of(0, 12))
            .withTime(true, true)
            .within(1e-300, 2.5)
            .with(LOSS, false)
            .withPaths(false, true));
    assertSurvives(TrajectoryChoice.USUAL.withPaths(false, false).withCells(Set.of()));
    assertSurvives(TrajectoryChoice.USUAL.withPaths(true, false).withQuantities(Set.of()));
  }

  @Test
  void whatAnAddressStatesBadlyIsAsUsual() {
    TrajectoryChoice choice =
        TrajectoryChoice.of(
            Map.of(
                "cells", List.of("2,-1,many,3"),
                "from", List.of("NaN"),
                "to", List.of("-4"),
                "time", List.of("sidereal")));
    assertEquals(TrajectoryChoice.USUAL.withCells(Set.of(2, 3)), choice);
  }

  @Test
  void axesAreTurnedAndTurnedBack() {
    assertTrue(TrajectoryChoice.USUAL.logarithmic(LOSS));
    TrajectoryChoice turned = TrajectoryChoice.USUAL.with(LOSS, false);
    assertFalse(turned.logarithmic(LOSS));
    assertFalse(turned.logarithmic(Quantity.NORM));
    assertEquals(TrajectoryChoice.USUAL, turned.with(LOSS, true));
  }

  @Test
  void otherTimeHasOtherEnds() {
    TrajectoryChoice within = TrajectoryChoice.USUAL.within(1.0, 2.0);
    assertEquals(2.0, within.withTime(false, true).to());
    assertEquals(TrajectoryChoice.USUAL.withTime(true, false), within.withTime(true, false));
  }

  @Test
  void coordinatesAreOnePlot() {
    assertEquals(
        List.of("loss", "coordinates", "l1Norm", "steps"),
        OFFERED.stream().map(Quantity::id).toList());
    assertEquals(OFFERED, TrajectoryChoice.USUAL.shown(OFFERED));
    assertEquals(
        List.of(LOSS),
        TrajectoryChoice.USUAL.withQuantities(Set.of("loss", "nothing")).shown(OFFERED));
  }

  @Test
  void asManyCellsAreShownAsThereAreColours() {
    List<Integer> eight = IntStream.range(0, 8).boxed().toList();
    List<Integer> many = IntStream.range(3, 100).boxed().toList();
    assertEquals(8, TrajectoryChoice.USUAL.shownCells(eight).size());
    assertEquals(Set.of(3, 4, 5, 6), TrajectoryChoice.USUAL.shownCells(many));
    assertEquals(8, TrajectoryChoice.USUAL.withCells(Set.copyOf(many)).shownCells(many).size());
    assertEquals(Set.of(50), TrajectoryChoice.USUAL.withCells(Set.of(50, 500)).shownCells(many));
  }

  private static void assertSurvives(TrajectoryChoice choice) {
    var parameters = new HashMap<String, List<String>>();
    choice.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
    assertEquals(choice, TrajectoryChoice.of(parameters));
  }
}
