/**
 * Regression problems with independent, well-scaled rows, whatever the units of the equations are
 * (theory §9). Plug-ins do not see this package.
 */
@NullMarked
package org.diaflow.theory.problem.internal;

import org.jspecify.annotations.NullMarked;
