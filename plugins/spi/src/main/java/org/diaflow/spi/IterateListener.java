package org.diaflow.spi;

/** The host's ear on an ℓ¹ solver. */
@FunctionalInterface
public interface IterateListener {

  /** A listener that ignores everything. */
  IterateListener NONE = x -> {};

  /** Called with an improving iterate (length d, copied by the listener if kept). */
  void iterate(double[] x);
}
