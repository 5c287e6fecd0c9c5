package org.diaflow.engine.compare;

import java.util.List;
import org.diaflow.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One run of one ℓ¹ solver on one problem; every number was measured by the judge.
 *
 * @param solver id of the solver
 * @param tolerance value of its parameter {@code tolerance}, or null if it has none
 * @param outcome what the solver claims, or why it gave no answer
 * @param seconds wall-clock time of the call, the fastest of three where calls are short, without
 *     the judge's measurements on the way
 * @param before the answer as returned, or null if there is no vector of d finite numbers
 * @param after the answer after {@link Purification}, or null like {@code before}
 * @param certified whether the judge confirmed the purified vector as a minimizer
 * @param purification what the purification found, or null like {@code before}
 * @param purificationSeconds wall-clock time of the purification
 * @param curve improving iterates over time, the answer last
 */
public record ComparisonResult(
    String solver,
    @Nullable Double tolerance,
    Outcome outcome,
    double seconds,
    @Nullable Accuracy before,
    @Nullable Accuracy after,
    boolean certified,
    @Nullable String purification,
    double purificationSeconds,
    List<WorkPoint> curve) {}
