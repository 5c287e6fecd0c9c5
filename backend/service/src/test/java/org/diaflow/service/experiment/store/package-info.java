@NullMarked
package org.diaflow.service.experiment.store;

import org.jspecify.annotations.NullMarked;
