package org.diaflow.api;

/**
 * A number known to lie between two others; equal ends mean it is known exactly.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record Interval(double lower, double upper) {}
