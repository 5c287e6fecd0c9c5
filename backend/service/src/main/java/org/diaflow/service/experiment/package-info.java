/**
 * Experiments: checked, stored, computed cell by cell on a bounded pool, resumed after any
 * interruption.
 */
@NullMarked
package org.diaflow.service.experiment;

import org.jspecify.annotations.NullMarked;
