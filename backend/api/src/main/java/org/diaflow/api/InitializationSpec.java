package org.diaflow.api;

import java.util.List;

/**
 * A start that differs between coordinates and layers: u(0) = α^(1/D)·positive and v(0) =
 * α^(1/D)·negative, entry by entry, so that x(0) = α(positive^D − negative^D). Left out, every
 * entry is 1.
 *
 * @param positive shape of the start of u, dimensionless, length d, entries in [1e-100, 1e100]
 * @param negative shape of the start of v, likewise
 */
public record InitializationSpec(List<Double> positive, List<Double> negative) {}
