@NullMarked
package org.diaflow.service.experiment.work;

import org.jspecify.annotations.NullMarked;
