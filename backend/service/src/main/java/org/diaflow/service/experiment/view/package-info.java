/** The HTTP resources of experiments, and what clients see of them: curves, summaries, exports. */
@NullMarked
package org.diaflow.service.experiment.view;

import org.jspecify.annotations.NullMarked;
