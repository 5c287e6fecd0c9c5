/** The durable log of what happened to an experiment, and the signal that it has grown. */
@NullMarked
package org.diaflow.service.event;

import org.jspecify.annotations.NullMarked;
