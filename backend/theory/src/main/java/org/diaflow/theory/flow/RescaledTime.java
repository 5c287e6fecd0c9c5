package org.diaflow.theory.flow;

import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.link.Link;

/**
 * The rescaled time τ = κ_D·t / ψ_D(1/α) of a network (theory §8), κ_2 = 4 and κ_D =
 * D(D−2)·α^((D−2)/D) for D > 2: dimensionless, the same for every start.
 *
 * @param mirrorSpeed ψ_D(1/α), the factor of y − Ax in dλ/dτ
 * @param clock dτ/dt = κ_D / ψ_D(1/α)
 */
public record RescaledTime(double mirrorSpeed, double clock) {

  /** The rescaled time of {@code network}. */
  public static RescaledTime of(DiagonalNetwork network) {
    double depth = network.depth();
    double logScale = Math.log(network.scale());
    double mirrorSpeed = Link.of(depth).inverse(-logScale, 1);
    double kappa = depth == 2 ? 4 : depth * (depth - 2) * Math.exp((depth - 2) / depth * logScale);
    return new RescaledTime(mirrorSpeed, kappa / mirrorSpeed);
  }
}
