package org.diaflow.service.experiment.kind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of an experiment before anybody asks for something else.
 *
 * @param x axis along which curves run, or null for the first one with several numbers
 * @param map whether a second axis makes it a map
 * @param y measures
 */
public record FirstView(@Nullable String x, boolean map, List<String> y) {}
