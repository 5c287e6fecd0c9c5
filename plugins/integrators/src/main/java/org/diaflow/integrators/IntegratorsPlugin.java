package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.LabPlugin;

/** The plug-in that lists Diaflow's own integrators. */
public final class IntegratorsPlugin implements LabPlugin {

  @Override
  public List<Integrator> integrators() {
    return List.of(new MirrorRosenbrock());
  }
}
