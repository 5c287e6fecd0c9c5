package org.diaflow.api;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total length of the whole list
 * @param items the part
 * @param <T> type of the items
 */
public record Page<T>(long total, List<T> items) {}
