package org.diaflow.l1solvers;

/**
 * The normalized duality gap of a saddle point z = (x, ν): with x = p − q, p, q ≥ 0,
 *
 * <p>ρ_r(z) = (1/r)·max {⟨g, ẑ − z⟩ : ‖ẑ − z‖_W ≤ r, p̂, q̂ ≥ 0}, g = (Aᵀν − c, −Aᵀν − c, y − Ax),
 *
 * <p>the first-order gain that a move of length r can make (Applegate et al. 2021, section 3.3; O.
 * Hinder, M. Lubin et al., Math. Program. 201 (2023)). Unlike the gap it is finite, and it is 0
 * exactly at saddle points. Here W = diag(ω/τ, ω/τ, 1/(ωσ)) with the steps τ, σ and the primal
 * weight ω.
 */
final class NormalizedGap {

  private final SaddlePoint point;
  private final double[] y;
  private final double[] costs;
  private final StepSizes steps;
  private double squaredLength;
  private double gain;

  private NormalizedGap(SaddlePoint point, double[] y, double[] costs, StepSizes steps) {
    this.point = point;
    this.y = y;
    this.costs = costs;
    this.steps = steps;
  }

  /** ρ_r at {@code point} for r > 0 and the costs c of |x|; about 50·(N + d) operations. */
  static double of(SaddlePoint point, double[] y, double[] costs, StepSizes steps, double radius) {
    var gap = new NormalizedGap(point, y, costs, steps);
    double upper = 1;
    for (int i = 0; i < 200; i++) {
      gap.move(upper);
      if (gap.squaredLength >= radius * radius) {
        break;
      }
      upper *= 4;
    }
    double lower = 0;
    for (int i = 0; i < 40 && upper - lower > 1e-3 * upper; i++) {
      double middle = (lower + upper) / 2;
      gap.move(middle);
      if (gap.squaredLength < radius * radius) {
        lower = middle;
      } else {
        upper = middle;
      }
    }
    gap.move(lower);
    return gap.gain / radius;
  }

  /** Length and gain of ẑ − z for ẑ = the projection of z + λW⁻¹g on p, q ≥ 0. */
  private void move(double lambda) {
    squaredLength = 0;
    gain = 0;
    for (int j = 0; j < point.x().length; j++) {
      double x = point.x()[j];
      double weight = steps.primalWeight() / steps.tau()[j];
      double correlation = point.correlations()[j];
      add(Math.max(0, x), correlation - costs[j], lambda, weight);
      add(Math.max(0, -x), -correlation - costs[j], lambda, weight);
    }
    for (int i = 0; i < y.length; i++) {
      double slope = y[i] - point.image()[i];
      double weight = 1 / (steps.primalWeight() * steps.sigma()[i]);
      double step = lambda * slope / weight;
      squaredLength += weight * step * step;
      gain += slope * step;
    }
  }

  private void add(double value, double slope, double lambda, double weight) {
    double step = Math.max(-value, lambda * slope / weight);
    squaredLength += weight * step * step;
    gain += slope * step;
  }
}
