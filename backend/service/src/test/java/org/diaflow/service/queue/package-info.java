@NullMarked
package org.diaflow.service.queue;

import org.jspecify.annotations.NullMarked;
