package org.diaflow.api;

import org.jspecify.annotations.Nullable;

/**
 * Event {@code state} and {@code end}: the experiment entered a state; {@code end} is the last
 * event of a stream.
 *
 * @param state the state
 * @param reason a sentence on why, or null
 */
public record StateEvent(ExperimentState state, @Nullable String reason) {}
