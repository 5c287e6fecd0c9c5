/** Integrators of Hipparchus (Apache-2.0) behind Diaflow's contract. */
@NullMarked
package org.diaflow.hipparchus;

import org.jspecify.annotations.NullMarked;
