/** Server-sent events of an experiment: everything from the beginning, then live. */
@NullMarked
package org.diaflow.service.stream;

import org.jspecify.annotations.NullMarked;
