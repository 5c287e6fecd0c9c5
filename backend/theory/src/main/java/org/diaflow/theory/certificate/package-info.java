/**
 * The judge of candidates for the ℓ¹ minimizer, its certificates with ϱ and the null space
 * constants (theory §4), and the distance of a vector from the minimizer.
 */
@NullMarked
package org.diaflow.theory.certificate;

import org.jspecify.annotations.NullMarked;
