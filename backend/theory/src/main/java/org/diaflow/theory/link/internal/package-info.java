/**
 * The links of all coordinates for a start of any shape (theory §2). Plug-ins do not see this
 * package.
 */
@NullMarked
package org.diaflow.theory.link.internal;

import org.jspecify.annotations.NullMarked;
