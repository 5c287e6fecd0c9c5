package org.diaflow.service.catalog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.diaflow.api.MeasureView;
import org.diaflow.engine.measure.Measure;
import org.diaflow.engine.measure.Measures;
import org.diaflow.spi.Quantity;

/** The list of measures. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/measures")
public class MeasureResource {

  /**
   * The answer of {@code GET /api/measures}.
   *
   * @param items every measure
   */
  public record MeasureCatalog(List<MeasureView> items) {}

  private final Measures measures;

  MeasureResource(Measures measures) {
    this.measures = measures;
  }

  /** Every measure: the engine's own and those of plug-ins. */
  @GET
  public MeasureCatalog list() {
    return new MeasureCatalog(measures.all().stream().map(MeasureResource::view).toList());
  }

  private static MeasureView view(Measure measure) {
    Quantity quantity = measure.quantity();
    return new MeasureView(
        quantity.name(),
        quantity.symbol(),
        quantity.title(),
        quantity.unit(),
        quantity.scale() == Quantity.Scale.LOGARITHMIC,
        quantity.needs().stream().sorted().map(Quantity.Need::wireName).toList(),
        measure.observable() != null,
        measure.source());
  }
}
