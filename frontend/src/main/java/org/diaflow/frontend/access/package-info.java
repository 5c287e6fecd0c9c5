/** Who uses the dashboard, and what keeps others out. */
@NullMarked
package org.diaflow.frontend.access;

import org.jspecify.annotations.NullMarked;
