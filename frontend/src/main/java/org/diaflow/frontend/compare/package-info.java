/**
 * The pages of comparisons of ℓ¹ solvers: which problems, which solvers, how right and how fast.
 */
@org.jspecify.annotations.NullMarked
package org.diaflow.frontend.compare;
