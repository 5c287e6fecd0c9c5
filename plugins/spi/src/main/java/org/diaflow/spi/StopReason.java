package org.diaflow.spi;

/** Why a run ended. */
public enum StopReason {
  /** The stop rule was met. */
  CONVERGED,
  /** The final time was reached before the stop rule. */
  HORIZON,
  /** Time or steps were used up. */
  BUDGET,
  /** The method cannot make progress. */
  STALLED,
  /** A NaN or an infinity appeared. */
  NON_FINITE,
  /** The host ended the run. */
  CANCELLED,
  /** The plug-in cannot take this problem. */
  UNSUPPORTED,
  /** The plug-in threw an exception or returned nonsense. */
  PLUGIN_ERROR;

  /** The name in HTTP documents: lower case, joined by hyphens. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
