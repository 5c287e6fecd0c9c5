/**
 * Measures of a state x. A new one is a class here and a line in {@link
 * org.diaflow.measures.MeasuresPlugin}.
 */
@NullMarked
package org.diaflow.measures;

import org.jspecify.annotations.NullMarked;
