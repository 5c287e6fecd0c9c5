package org.diaflow.spi;

/**
 * A method that advances a gradient flow. Stateless: one instance serves concurrent runs.
 *
 * <p>Step proposals, error control and state are the method's own; when to stop is the host's
 * decision, told through the listener's answer, the horizon and the budget.
 */
public interface Integrator {

  /** Identity, parameters and sources. */
  Descriptor descriptor();

  /**
   * The coordinates the method is made for: the host writes the flow in them. Mirror coordinates,
   * which suit most methods, unless the method says otherwise.
   */
  default Chart chart() {
    return Chart.MIRROR;
  }

  /** Whether this method can integrate {@code flow}: its chart, its differentiability. */
  Applicability supports(GradientFlow flow);

  /**
   * Integrates from τ = 0, calling {@code listener} once per accepted step.
   *
   * @return {@link StopReason#HORIZON} when the horizon was reached, {@link StopReason#CANCELLED}
   *     when the listener or the budget ended the run, {@link StopReason#STALLED} when no step size
   *     is small enough, {@link StopReason#NON_FINITE} when the flow cannot be evaluated
   */
  Outcome integrate(FlowTask task, StepListener listener);
}
