package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CurvesChoiceTest {

  @Test
  void addressesStateWhatIsNotUsual() {
    assertEquals(Map.of(), CurvesChoice.USUAL.parameters());
    CurvesChoice choice =
        CurvesChoice.USUAL
            .withY("testErrorL2")
            .withX("noise")
            .withBy(List.of("depth", "seed"))
            .withBand(Band.EXTREMES)
            .withLogarithmic(false);
    assertEquals(
        Map.of(
            "y",
            "testErrorL2",
            "x",
            "noise",
            "by",
            "depth.seed",
            "band",
            "extremes",
            "scale",
            "linear"),
        choice.parameters());
    assertEquals(choice, throughAddress(choice));
  }

  @Test
  void nothingToldApartIsStatedToo() {
    CurvesChoice choice = CurvesChoice.USUAL.withBy(List.of()).withX2(CurvesChoice.NONE);
    assertEquals(Map.of("by", "none", "x2", "none"), choice.parameters());
    assertEquals(choice, throughAddress(choice));
  }

  @Test
  void commasAreReadAndNonsenseIsUsual() {
    CurvesChoice choice =
        CurvesChoice.of(
            Map.of(
                "by", List.of("depth, noise,,"),
                "band", List.of("wide"),
                "scale", List.of("cubic"),
                "y", List.of(" ")));
    assertEquals(CurvesChoice.USUAL.withBy(List.of("depth", "noise")), choice);
  }

  @Test
  void anAxisIsUsedOnce() {
    CurvesChoice choice =
        CurvesChoice.USUAL.withBy(List.of("depth", "noise")).withX2("noise").withX("noise");
    assertEquals(List.of("depth"), choice.by());
    assertEquals(CurvesChoice.NONE, choice.x2());
  }

  private static CurvesChoice throughAddress(CurvesChoice choice) {
    return CurvesChoice.of(
        choice.parameters().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
  }
}
