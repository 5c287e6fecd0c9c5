package org.diaflow.service.experiment.work;

import org.jspecify.annotations.Nullable;

/**
 * A cell that a worker is computing at this moment.
 *
 * @param experiment id of the experiment
 * @param index index of the cell
 * @param time newest recorded time of a flow that is recorded, or null
 * @param values the observables then, or null
 */
record CellActivity(
    String experiment, int index, @Nullable Double time, double @Nullable [] values) {}
