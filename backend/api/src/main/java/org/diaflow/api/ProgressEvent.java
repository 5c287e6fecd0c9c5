package org.diaflow.api;

import java.util.List;

/**
 * Event {@code progress}: how far the experiment is, with the slopes so far. Coalesced, newest
 * wins.
 *
 * @param progress how far
 * @param rates slopes of every curve
 */
public record ProgressEvent(Progress progress, List<RateView> rates) {}
