package org.diaflow.engine.plugin;

import org.diaflow.spi.Observable;
import org.diaflow.spi.Quantity;

/**
 * A measure of a plug-in.
 *
 * @param observable the measure
 * @param quantity what it says of itself
 * @param source the jar or folder it comes from
 */
public record FoundObservable(Observable observable, Quantity quantity, String source) {}
