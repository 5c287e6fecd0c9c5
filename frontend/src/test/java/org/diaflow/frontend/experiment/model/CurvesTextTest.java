package org.diaflow.frontend.experiment.model;

import static org.diaflow.frontend.fake.Curves.axis;
import static org.diaflow.frontend.fake.Curves.curve;
import static org.diaflow.frontend.fake.Curves.measure;
import static org.diaflow.frontend.fake.Curves.one;
import static org.diaflow.frontend.fake.Curves.view;
import static org.diaflow.frontend.fake.Curves.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.diaflow.api.CurvesView;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.junit.jupiter.api.Test;

class CurvesTextTest {

  private static final CurvesView VIEW =
      view(
          curve("errorL1", Map.of("engine", "a, said \"he\""), one(1e-8, 1 / 3.0)),
          curve("errorL1", Map.of("engine", "limit"), one(1e-8, null)));

  @Test
  void csvKeepsEveryDigitAndQuotesWhatItMust() {
    List<String> lines = CurvesText.csv(VIEW).lines().toList();
    assertEquals(
        "experiment,measure,engine,alpha,median,mean,lower,upper,least,greatest,count,failed,notFinite",
        lines.get(0));
    String third = "0.3333333333333333";
    assertEquals(
        "e,errorL1,\"a, said \"\"he\"\"\",1e-8," + (third + ",").repeat(6) + "1,0,0", lines.get(1));
    assertEquals("e,errorL1,limit,1e-8,,,,,,,0,1,0", lines.get(2));
  }

  @Test
  void pgfplotsHoldsCaptionAndCoordinates() {
    var scene =
        new CurveScene(
            axis("alpha", true, 1e-8),
            null,
            measure("errorL1", "e", true),
            true,
            List.of(words("engine", "limit")),
            List.of("seed"),
            Map.of("e", "One"));
    String text = CurvesText.pgfplots("First\nSecond", VIEW, scene);
    assertTrue(
        text.startsWith("% First\n% Second\n\\begin{tikzpicture}\n\\begin{loglogaxis}"), text);
    assertTrue(text.contains("coordinates {(1e-8,0.3333333333333333)}"), text);
    assertFalse(text.contains("null"), text);
  }
}
