package org.diaflow.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored problem.
 *
 * @param id id of the problem
 * @param name its name
 * @param rows number of samples N
 * @param columns number of coordinates d
 * @param nonzeros number of stored entries of a sparse A, or null for a dense one
 * @param fingerprint SHA-256 of A and y, and of x* if it is given
 * @param provenance where it comes from, in words
 * @param created when it was stored
 * @param matrix A, N rows of d entries; null where it has more than a million: export it instead
 * @param observations y, length N
 * @param planted x*, length d, or null
 * @param plantedResidual componentwise backward error max_i |Ax* − y|_i / (|A||x*| + |y|)_i of x*,
 *     in [0, 1], or null without x*
 * @param plantedNote a sentence where x* misses y by more than rounding explains, or null
 * @param note where to find the matrix if it is not here, or null
 */
public record ProblemView(
    String id,
    String name,
    int rows,
    int columns,
    @Nullable Integer nonzeros,
    String fingerprint,
    String provenance,
    Instant created,
    @Nullable List<List<Double>> matrix,
    List<Double> observations,
    @Nullable List<Double> planted,
    @Nullable Double plantedResidual,
    @Nullable String plantedNote,
    @Nullable String note) {}
