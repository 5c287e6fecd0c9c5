/** How anything that goes wrong is told to a client: RFC 9457 problem documents. */
@NullMarked
package org.diaflow.service.errors;

import org.jspecify.annotations.NullMarked;
