package org.diaflow.api;

import org.jspecify.annotations.Nullable;

/**
 * How far an experiment is.
 *
 * @param done cells ended
 * @param total all cells
 * @param cellsPerSecond present speed, or null before it is known
 * @param secondsLeft estimated time left, or null before it is known
 */
public record Progress(
    int done, int total, @Nullable Double cellsPerSecond, @Nullable Double secondsLeft) {}
