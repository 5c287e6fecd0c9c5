/**
 * The link functions h_D between the mirror variable and the predictor, with their inverses and
 * slopes, for every depth D ≥ 2 (theory §2).
 */
@NullMarked
package org.diaflow.theory.link;

import org.jspecify.annotations.NullMarked;
