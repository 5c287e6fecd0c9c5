/** The durable queue of work, shared by every process on the same database. */
@NullMarked
package org.diaflow.service.queue;

import org.jspecify.annotations.NullMarked;
