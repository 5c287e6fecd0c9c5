/** Problems of one's own: upload, certificate and null space constants. */
@NullMarked
package org.diaflow.frontend.problem;

import org.jspecify.annotations.NullMarked;
