package org.diaflow.spi;

/**
 * How a run ended, always with a sentence of advice.
 *
 * @param reason why it ended
 * @param advice what happened and, if it was not success, what to try
 */
public record Outcome(StopReason reason, String advice) {}
