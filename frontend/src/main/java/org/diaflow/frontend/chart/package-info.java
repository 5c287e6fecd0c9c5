/** The components that draw charts. */
@NullMarked
package org.diaflow.frontend.chart;

import org.jspecify.annotations.NullMarked;
