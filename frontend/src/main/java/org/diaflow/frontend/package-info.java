/** The dashboard. */
@NullMarked
package org.diaflow.frontend;

import org.jspecify.annotations.NullMarked;
