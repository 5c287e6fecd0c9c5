/** Numbers as text: exact, rounded, as decades and as durations. */
@NullMarked
package org.diaflow.frontend.number;

import org.jspecify.annotations.NullMarked;
