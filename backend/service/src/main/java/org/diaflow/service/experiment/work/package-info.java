/** The workers: they compute ranges of cells slice by slice and write the results down. */
@NullMarked
package org.diaflow.service.experiment.work;

import org.jspecify.annotations.NullMarked;
