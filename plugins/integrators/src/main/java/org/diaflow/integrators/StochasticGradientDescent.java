package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Chart;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.SampledFlow;
import org.diaflow.spi.StepListener;

/**
 * Stochastic gradient descent on the layer weights: gradient descent with the gradient of a batch
 * of samples drawn with replacement, scaled to the mean of the whole. Same seed, same run, on every
 * machine.
 *
 * <p>Where all samples can be fitted its noise vanishes at the end, which is that of a flow with
 * its own, coordinate-wise scale (theory §8); label noise keeps it moving.
 */
public final class StochasticGradientDescent implements Integrator {

  private static final String BATCH = "batchSize";
  private static final String NOISE = "labelNoise";
  private static final String SEED = "seed";

  /** The largest whole number up to which all are doubles. */
  private static final long LARGEST_SEED = 1L << 53;

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "stochastic-gradient-descent",
          IntegratorsPlugin.VERSION,
          "Gradient descent on random batches of samples, with or without label noise.",
          List.of("fixed-step", "explicit", "parameter", "discrete", "stochastic"),
          List.of(
              StepSize.parameter(),
              ParameterSpec.integer(BATCH, 1, 1 << 20, 1, "Samples per step."),
              new ParameterSpec(
                  NOISE,
                  0,
                  1e6,
                  0,
                  false,
                  "unit of y",
                  "Standard deviation of the Gaussian noise added to a label whenever it is used."),
              ParameterSpec.integer(SEED, 0, LARGEST_SEED, 1, "Seed of batches and noise.")),
          List.of(GradientDescent.EVEN));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Chart chart() {
    return Chart.PARAMETER;
  }

  @Override
  public Applicability supports(GradientFlow flow) {
    return flow instanceof SampledFlow
        ? Applicability.yes()
        : Applicability.no(
            "stochastic-gradient-descent needs the layer weights; write the flow in (u, v).");
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    var flow = (SampledFlow) task.flow();
    int batch = (int) task.parameters().get(BATCH);
    var batches =
        new RandomBatches(
            flow, batch, task.parameters().get(NOISE), (long) task.parameters().get(SEED));
    var step = new DescentStep(flow, task.initialState(), batches);
    double share = Math.min(1, (double) batch / flow.samples());
    return ConstantSteps.run(step, new StepSize(flow, task.parameters(), share), task, listener);
  }
}
