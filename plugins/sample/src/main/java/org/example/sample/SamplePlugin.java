package org.example.sample;

import java.util.List;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.LabPlugin;

/** Offers the sample's one integrator. */
public final class SamplePlugin implements LabPlugin {

  @Override
  public List<Integrator> integrators() {
    return List.of(new ExplicitMidpoint());
  }
}
