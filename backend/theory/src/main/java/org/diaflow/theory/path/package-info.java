/**
 * The paths that gradient flow follows as α → 0: from saddle to saddle, and the lasso path (theory
 * §8).
 */
@NullMarked
package org.diaflow.theory.path;

import org.jspecify.annotations.NullMarked;
