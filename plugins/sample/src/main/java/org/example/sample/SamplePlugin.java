package org.example.sample;

import java.util.List;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Observable;
import org.diaflow.spi.ProblemGenerator;

/** Offers the sample's integrator, problem generator and measure. */
public final class SamplePlugin implements LabPlugin {

  @Override
  public List<Integrator> integrators() {
    return List.of(new ExplicitMidpoint());
  }

  @Override
  public List<ProblemGenerator> generators() {
    return List.of(new PolynomialFeatures());
  }

  @Override
  public List<Observable> observables() {
    return List.of(new EffectiveSparsity());
  }
}
