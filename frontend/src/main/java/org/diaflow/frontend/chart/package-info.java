/** Plots: what is drawn as plain values, and the component that draws it. */
@NullMarked
package org.diaflow.frontend.chart;

import org.jspecify.annotations.NullMarked;
