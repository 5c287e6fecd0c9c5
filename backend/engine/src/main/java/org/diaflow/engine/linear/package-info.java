/** Norms and differences of vectors. */
@NullMarked
package org.diaflow.engine.linear;

import org.jspecify.annotations.NullMarked;
