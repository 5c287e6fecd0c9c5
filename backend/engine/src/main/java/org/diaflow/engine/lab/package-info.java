/** The laboratory: certified problems, the exact limit and the results of cells. */
@NullMarked
package org.diaflow.engine.lab;

import org.jspecify.annotations.NullMarked;
