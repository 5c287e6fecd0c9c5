/**
 * Regression problems Ax = y: reference problems (theory §10), the check that a problem can be
 * solved, and its forms with orthonormal rows and seen from a support (theory §3).
 */
@NullMarked
package org.diaflow.theory.problem;

import org.jspecify.annotations.NullMarked;
