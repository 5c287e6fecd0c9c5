/**
 * Gradient flow as a differential equation in rescaled time: in mirror coordinates, in layer
 * weights and in their logarithms (theory §1, §2, §8).
 */
@NullMarked
package org.diaflow.theory.flow;

import org.jspecify.annotations.NullMarked;
