/** The state behind the pages of experiments: forms, live data, columns; free of Vaadin. */
@NullMarked
package org.diaflow.frontend.experiment.model;

import org.jspecify.annotations.NullMarked;
