/** The state behind the pages of solver comparisons: forms, plots, texts; free of Vaadin. */
@NullMarked
package org.diaflow.frontend.compare.model;

import org.jspecify.annotations.NullMarked;
