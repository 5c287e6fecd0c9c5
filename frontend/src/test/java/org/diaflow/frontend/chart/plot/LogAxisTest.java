package org.diaflow.frontend.chart.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogAxisTest {

  @Test
  void coversWholeDecades() {
    LogAxis axis = LogAxis.covering(DoubleStream.of(0.03, 2e-7));
    assertEquals(-7, axis.min());
    assertEquals(-1, axis.max());
    assertEquals(List.of(-7, -6, -5, -4, -3, -2, -1), axis.tickChoices().getFirst());
  }

  @Test
  void powersOfTenLieOnTheEdge() {
    LogAxis axis = LogAxis.covering(DoubleStream.of(1e-1, Math.pow(10, -8)));
    assertEquals(-8, axis.min());
    assertEquals(-1, axis.max());
  }

  @Test
  void reachesTheSmallestDoubles() {
    LogAxis axis = LogAxis.covering(DoubleStream.of(1, 1e-300, 4.9e-324));
    assertEquals(-324, axis.min());
    assertTrue(axis.tickChoices().getLast().size() <= 3, "the sparsest choice fits any screen");
  }

  @Test
  void ignoresWhatHasNoPlace() {
    LogAxis axis = LogAxis.covering(DoubleStream.of(0, -1, Double.NaN, 1 / 0.0, 1e-3));
    assertEquals(-3, axis.min());
    assertEquals(-2, axis.max());
  }

  @Test
  void everyChoiceIsSparserAndEvenlySpaced() {
    List<List<Integer>> choices = LogAxis.between(-300, 1).tickChoices();
    for (int k = 1; k < choices.size(); k++) {
      assertTrue(choices.get(k).size() < choices.get(k - 1).size());
    }
    for (List<Integer> ticks : choices) {
      int step = ticks.get(1) - ticks.get(0);
      for (int k = 1; k < ticks.size(); k++) {
        assertEquals(step, ticks.get(k) - ticks.get(k - 1));
      }
    }
  }
}
