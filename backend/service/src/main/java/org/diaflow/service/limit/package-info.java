/** Exact limits of gradient flow on request. */
@NullMarked
package org.diaflow.service.limit;

import org.jspecify.annotations.NullMarked;
