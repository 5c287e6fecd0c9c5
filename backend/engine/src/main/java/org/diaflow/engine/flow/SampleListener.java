package org.diaflow.engine.flow;

/**
 * A listener to every recorded point while a run goes on, called in its thread; must return
 * quickly.
 */
@FunctionalInterface
public interface SampleListener {

  /** A listener that does nothing. */
  SampleListener NONE = (time, values) -> {};

  /**
   * A point was recorded.
   *
   * @param time rescaled time τ
   * @param values one per observable of the run
   */
  void sampled(double time, double[] values);
}
