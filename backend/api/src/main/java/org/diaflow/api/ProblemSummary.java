package org.diaflow.api;

import java.time.Instant;

/**
 * A stored problem as a row of a list.
 *
 * @param id id of the problem
 * @param name its name
 * @param rows number of samples N
 * @param columns number of coordinates d
 * @param fingerprint SHA-256 of A and y, and of x* if it is given
 * @param provenance where it comes from, in words
 * @param created when it was stored
 */
public record ProblemSummary(
    String id,
    String name,
    int rows,
    int columns,
    String fingerprint,
    String provenance,
    Instant created) {}
