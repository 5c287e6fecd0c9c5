package org.diaflow.engine.lab;

import org.diaflow.theory.limit.Onset;
import org.jspecify.annotations.Nullable;

/**
 * The leading term C_D·α^rate of one problem at one depth (theory §6).
 *
 * @param depth D
 * @param rate its exponent, or null where not available
 * @param constant C_D, or null where not available
 * @param onset up to which α the leading term holds, or null where not known
 */
public record LeadingTerm(
    double depth, @Nullable Double rate, @Nullable Double constant, @Nullable Onset onset) {}
