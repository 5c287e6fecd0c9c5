/** What every page shares: frame, theme, connection state, troubles, background work. */
@NullMarked
package org.diaflow.frontend.shell;

import org.jspecify.annotations.NullMarked;
