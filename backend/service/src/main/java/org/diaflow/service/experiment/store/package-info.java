/** The tables of experiments: their rows, the queries on them and the log of their events. */
@NullMarked
package org.diaflow.service.experiment.store;

import org.jspecify.annotations.NullMarked;
