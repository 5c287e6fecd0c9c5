/**
 * Linear algebra that several packages share: factorizations, equilibration, sums with twice the
 * digits, least squares and basis pursuit. It has no section in theory. Plug-ins do not see this
 * package.
 */
@NullMarked
package org.diaflow.theory.linear.internal;

import org.jspecify.annotations.NullMarked;
