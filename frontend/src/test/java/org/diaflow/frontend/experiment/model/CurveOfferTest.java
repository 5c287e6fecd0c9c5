package org.diaflow.frontend.experiment.model;

import static org.diaflow.frontend.fake.Curves.axis;
import static org.diaflow.frontend.fake.Curves.measure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesQuery;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.api.Progress;
import org.junit.jupiter.api.Test;

class CurveOfferTest {

  private static final List<MeasureView> CATALOGUE =
      List.of(
          measure("errorL1", "‖x − g*‖₁", true),
          measure("rho", "ϱ", false),
          measure("residual", "r", true),
          measure("l1Excess", "e", false));

  private static final AxisView DEPTH = axis("depth", false, 2, 3);

  @Test
  void measuresAreThoseKeptAndThoseOfEveryNetwork() {
    ExperimentView networks = experiment("1", Preset.GAUSSIAN.document(), List.of("rho"), DEPTH);
    assertEquals(List.of("errorL1", "rho", "residual"), measures(networks));
    ExperimentView certificates =
        experiment("2", Preset.PHASE_DIAGRAM.document(), List.of("rho"), DEPTH);
    assertEquals(List.of("errorL1", "rho"), measures(certificates));
  }

  /** A backend refuses an axis or a measure that one of the experiments does not have. */
  @Test
  void severalExperimentsOfferWhatAllOfThemHave() {
    ExperimentDocument document = Preset.GAUSSIAN.document();
    ExperimentView one =
        experiment("1", document, List.of("rho"), DEPTH, axis("noise", false, 0, 1));
    ExperimentView other =
        experiment("2", document, List.of("l1Excess"), axis("depth", false, 3, 4, 6));
    CurveOffer offer = CurveOffer.of(List.of(one, other), CATALOGUE);
    assertEquals(List.of(axis("depth", false, 2, 3, 4, 6)), offer.axes());
    assertEquals(List.of("depth"), offer.usual().by());
    assertEquals(
        List.of("errorL1", "residual"), offer.measures().stream().map(MeasureView::name).toList());
    assertEquals(Map.of("1", "Same", "2", "Same 2"), offer.experiments());
  }

  private static List<String> measures(ExperimentView experiment) {
    return CurveOffer.of(List.of(experiment), CATALOGUE).measures().stream()
        .map(MeasureView::name)
        .toList();
  }

  private static ExperimentView experiment(
      String id, ExperimentDocument document, List<String> measures, AxisView... axes) {
    return new ExperimentView(
        id,
        "Same",
        document.kind(),
        List.of(),
        ExperimentState.DONE,
        null,
        Instant.EPOCH,
        null,
        null,
        new Progress(1, 1, null, null),
        document,
        Map.of(),
        List.of(),
        List.of(),
        List.of(axes),
        measures,
        new CurvesQuery("alpha", null, List.of("errorL1"), List.of("depth", "noise")),
        "local",
        "private");
  }
}
