/** Notifications between processes, and signals to the readers of one process. */
@NullMarked
package org.diaflow.service.event;

import org.jspecify.annotations.NullMarked;
