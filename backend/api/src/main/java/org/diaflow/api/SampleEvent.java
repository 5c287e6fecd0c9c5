package org.diaflow.api;

import java.util.List;

/**
 * The newest recorded point of a cell that is being integrated; sent a few times a second, newest
 * wins.
 *
 * @param index the cell
 * @param time rescaled time τ
 * @param values one per observable of the experiment, in the document's order
 */
public record SampleEvent(int index, double time, List<Double> values) {}
