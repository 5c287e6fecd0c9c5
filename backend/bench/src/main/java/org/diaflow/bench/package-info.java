/** Benchmarks of the numerics, run by {@code ./diaflow bench}. */
@NullMarked
package org.diaflow.bench;

import org.jspecify.annotations.NullMarked;
