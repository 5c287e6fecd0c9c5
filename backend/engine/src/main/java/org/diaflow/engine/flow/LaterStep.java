package org.diaflow.engine.flow;

import org.diaflow.spi.AcceptedStep;

/**
 * A step of an integration that began at a later time than 0.
 *
 * @param step the step in the integrator's own time
 * @param since τ at the integrator's time 0
 */
record LaterStep(AcceptedStep step, double since) implements AcceptedStep {

  @Override
  public double start() {
    return since + step.start();
  }

  @Override
  public double end() {
    return since + step.end();
  }

  @Override
  public void state(double time, double[] state) {
    double own = time == end() ? step.end() : time == start() ? step.start() : time - since;
    step.state(Math.clamp(own, step.start(), step.end()), state);
  }
}
