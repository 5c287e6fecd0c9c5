/** ℓ¹ solvers on ojAlgo's linear programming. */
@NullMarked
package org.diaflow.ojalgo;

import org.jspecify.annotations.NullMarked;
