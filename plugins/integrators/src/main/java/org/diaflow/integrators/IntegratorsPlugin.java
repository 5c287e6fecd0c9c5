package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.LabPlugin;

/** The plug-in that lists Diaflow's own integrators. */
public final class IntegratorsPlugin implements LabPlugin {

  /** The version of every method listed: raise it when one of them may return other bits. */
  static final String VERSION = "0.3.0";

  @Override
  public List<Integrator> integrators() {
    return List.of(
        new MirrorRosenbrock(),
        DormandPrince.mirror(),
        DormandPrince.log(),
        new ClassicalRungeKutta(),
        new GradientDescent(),
        new StochasticGradientDescent());
  }
}
