/** The durable queue of cell ranges, shared by every process on the same database. */
@NullMarked
package org.diaflow.service.queue;

import org.jspecify.annotations.NullMarked;
