/** Plots as plain values, with their axes and ticks; free of Vaadin. */
@NullMarked
package org.diaflow.frontend.chart.plot;

import org.jspecify.annotations.NullMarked;
