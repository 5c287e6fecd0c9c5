/** The plans of experiments: which cells there are, and what each of them computes. */
@NullMarked
package org.diaflow.engine.plan;

import org.jspecify.annotations.NullMarked;
