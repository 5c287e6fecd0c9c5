package org.diaflow.frontend.experiment.model;

import static org.diaflow.frontend.fake.Curves.axis;
import static org.diaflow.frontend.fake.Curves.measure;
import static org.diaflow.frontend.fake.Curves.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesQuery;
import org.diaflow.api.MeasureView;
import org.diaflow.frontend.client.CurvesRequest;
import org.junit.jupiter.api.Test;

class ShownCurvesTest {

  private static final CurveOffer OFFER =
      new CurveOffer(
          Map.of("e", "One"),
          List.of(
              axis("noise", false, 0, 0.1),
              axis("rows", false, 40),
              axis("seed", false, 1, 2, 3),
              axis("depth", false, 2, 3),
              axis("alpha", true, 1e-1, 1e-2),
              words("engine", "limit", "flow")),
          List.of(
              measure("errorL1", "‖x − g*‖₁", true),
              measure("lower", "lower", true),
              measure("upper", "upper", true),
              measure("disagreement", "flow / limit", true),
              measure("exactRecovery", "g* = x*", false)),
          new CurvesQuery("alpha", null, List.of("errorL1"), List.of("depth", "engine")),
          true);

  @Test
  void theKindProposesWhatIsShownFirst() {
    ShownCurves shown = ShownCurves.of(CurvesChoice.USUAL, OFFER);
    assertEquals(
        new CurvesRequest(
            List.of("e"),
            "alpha",
            null,
            List.of("errorL1", "lower", "upper", "disagreement"),
            List.of("depth", "engine"),
            "quartiles"),
        shown.request());
    assertEquals("errorL1 ‖x − g*‖₁ against initialization scale α", shown.title());
  }

  @Test
  void onlyWhatIsThereCanBeChosen() {
    CurvesChoice nonsense =
        CurvesChoice.USUAL.withY("beauty").withX("rows").withBy(List.of("depth", "luck", "alpha"));
    CurvesRequest request = ShownCurves.of(nonsense, OFFER).request();
    assertEquals("alpha", request.x());
    assertEquals("errorL1", request.y().getFirst());
    assertEquals(List.of("depth"), request.by());
    assertEquals("alpha", ShownCurves.of(CurvesChoice.USUAL.withX("engine"), OFFER).request().x());
  }

  @Test
  void anAxisOfThePictureIsNotToldApart() {
    CurvesRequest request = ShownCurves.of(CurvesChoice.USUAL.withX("depth"), OFFER).request();
    assertEquals(List.of("engine"), request.by());
  }

  @Test
  void aSecondAxisMakesAMapOfOneMeasure() {
    ShownCurves shown = ShownCurves.of(CurvesChoice.USUAL.withX2("depth"), OFFER);
    assertEquals(
        new CurvesRequest(List.of("e"), "alpha", "depth", List.of("errorL1"), List.of(), "none"),
        shown.request());
    assertEquals("errorL1 ‖x − g*‖₁ over initialization scale α and depth D", shown.title());
  }

  @Test
  void aMapTheKindProposesCanBeTurnedOff() {
    var map =
        new CurveOffer(
            OFFER.experiments(),
            OFFER.axes(),
            OFFER.measures(),
            new CurvesQuery("noise", "depth", List.of("exactRecovery"), List.of()),
            false);
    assertEquals("depth", ShownCurves.of(CurvesChoice.USUAL, map).request().x2());
    ShownCurves flat = ShownCurves.of(CurvesChoice.USUAL.withX2(CurvesChoice.NONE), map);
    assertNull(flat.request().x2());
    assertEquals(List.of("exactRecovery"), flat.request().y());
  }

  @Test
  void theMeasureKnowsItsScaleUnlessToldOtherwise() {
    assertEquals(
        List.of(true, false, false),
        List.of(
            ShownCurves.of(CurvesChoice.USUAL, OFFER).scene().logarithmic(),
            ShownCurves.of(CurvesChoice.USUAL.withY("exactRecovery"), OFFER).scene().logarithmic(),
            ShownCurves.of(CurvesChoice.USUAL.withLogarithmic(false), OFFER)
                .scene()
                .logarithmic()));
  }

  @Test
  void unknownMeasuresAndAxesHaveTheirNames() {
    MeasureView unknown = OFFER.measure("beauty");
    AxisView nowhere = OFFER.axis("luck");
    assertEquals(List.of("beauty", "luck"), List.of(unknown.title(), nowhere.name()));
  }
}
