package org.diaflow.hipparchus;

import java.util.List;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.LabPlugin;

/** The plug-in that lists the integrators of Hipparchus. */
public final class HipparchusPlugin implements LabPlugin {

  @Override
  public List<Integrator> integrators() {
    return List.of(
        HipparchusIntegrator.dormandPrince853(),
        HipparchusIntegrator.graggBulirschStoer(),
        HipparchusIntegrator.adamsMoulton());
  }
}
