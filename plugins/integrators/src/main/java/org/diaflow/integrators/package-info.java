/** Diaflow's own integrators of gradient flow: each a small class with its tableau as data. */
@NullMarked
package org.diaflow.integrators;

import org.jspecify.annotations.NullMarked;
