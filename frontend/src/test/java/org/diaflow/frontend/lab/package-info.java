/** End-to-end tests: the packaged jars of backend and dashboard, and a real browser. */
@NullMarked
package org.diaflow.frontend.lab;

import org.jspecify.annotations.NullMarked;
