/** The backward error of a vector: by how much it misses Ax = y, in no units (theory §9). */
@NullMarked
package org.diaflow.theory.linear;

import org.jspecify.annotations.NullMarked;
