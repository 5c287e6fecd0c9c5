/** The comparison of ℓ¹ solvers: timed runs, their accuracy, purification and profiles. */
@NullMarked
package org.diaflow.engine.compare;

import org.jspecify.annotations.NullMarked;
