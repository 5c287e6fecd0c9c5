/** The pages of experiments: their history, the form for a new one, and the live page. */
@NullMarked
package org.diaflow.frontend.experiment;

import org.jspecify.annotations.NullMarked;
