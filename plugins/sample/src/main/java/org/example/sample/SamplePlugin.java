package org.example.sample;

import java.util.List;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.ProblemGenerator;

/** Offers the sample's integrator and its problem generator. */
public final class SamplePlugin implements LabPlugin {

  @Override
  public List<Integrator> integrators() {
    return List.of(new ExplicitMidpoint());
  }

  @Override
  public List<ProblemGenerator> generators() {
    return List.of(new PolynomialFeatures());
  }
}
