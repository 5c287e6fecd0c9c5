package org.diaflow.frontend.experiment.model;

import java.util.List;
import java.util.Objects;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.ExperimentDocument;

/** The networks a document states; kinds without any leave depths and scales out of their JSON. */
final class Networks {

  private Networks() {}

  static List<Double> depths(ExperimentDocument document) {
    return Objects.requireNonNullElse(document.depths(), List.of());
  }

  static AlphaGrid alphas(ExperimentDocument document) {
    return Objects.requireNonNullElse(document.alphas(), AlphaGrid.of());
  }

  static List<Double> scales(ExperimentDocument document) {
    return alphas(document).expand();
  }
}
