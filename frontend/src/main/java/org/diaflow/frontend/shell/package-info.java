/**
 * The parts that all pages share: frame, theme, connection state, error banner, background work.
 */
@NullMarked
package org.diaflow.frontend.shell;

import org.jspecify.annotations.NullMarked;
