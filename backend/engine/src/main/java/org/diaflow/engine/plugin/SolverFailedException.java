package org.diaflow.engine.plugin;

/** An ℓ¹ solver that gave no usable vector; the message is a full sentence with the remedy. */
public final class SolverFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** States which solver failed, how, and what to do. */
  public SolverFailedException(String sentence) {
    super(sentence);
  }
}
