/** The driver of one gradient flow: its steps, its end, and what is recorded on the way. */
@NullMarked
package org.diaflow.engine.flow;

import org.jspecify.annotations.NullMarked;
