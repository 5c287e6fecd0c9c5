package org.diaflow.spi;

/** The coordinates a gradient flow is written in. */
public enum Chart {
  /** The layer weights (u, v): dimension 2d. */
  PARAMETER,
  /** The logarithms of the layer weights: dimension 2d. */
  LOG,
  /** The dual variable λ with x = α·h_D(Aᵀλ): dimension N. */
  MIRROR
}
