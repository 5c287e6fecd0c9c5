/** ℓ¹ solvers of our own: homotopy, first-order methods, and the network itself. */
@NullMarked
package org.diaflow.l1solvers;

import org.jspecify.annotations.NullMarked;
