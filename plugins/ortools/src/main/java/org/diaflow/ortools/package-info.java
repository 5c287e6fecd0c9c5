/** ℓ¹ solvers on OR-Tools, a drop-in jar outside the distribution. */
@NullMarked
package org.diaflow.ortools;

import org.jspecify.annotations.NullMarked;
