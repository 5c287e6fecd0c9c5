package org.diaflow.integrators;

import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.diaflow.spi.SampledFlow;

/**
 * The direction of stochastic gradient descent: that of b samples drawn with replacement, times
 * N/b, so that its mean is that of the flow; labels may be perturbed by fresh Gaussian noise.
 */
final class RandomBatches implements BiConsumer<double[], double[]> {

  private final SampledFlow flow;
  private final RandomGenerator random;
  private final double noise;
  private final int[] samples;
  private final double[] shifts;

  /**
   * Batches of {@code flow}.
   *
   * @param size b ≥ 1
   * @param noise standard deviation of what is added to a label, in units of y, ≥ 0
   */
  RandomBatches(SampledFlow flow, int size, double noise, long seed) {
    this.flow = flow;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.noise = noise;
    this.samples = new int[size];
    this.shifts = new double[size];
  }

  @Override
  public void accept(double[] state, double[] direction) {
    for (int k = 0; k < samples.length; k++) {
      samples[k] = random.nextInt(flow.samples());
      shifts[k] = noise == 0 ? 0 : noise * random.nextGaussian();
    }
    flow.rightHandSide(state, samples, shifts, direction);
    double factor = (double) flow.samples() / samples.length;
    for (int j = 0; j < direction.length; j++) {
      direction[j] *= factor;
    }
  }
}
