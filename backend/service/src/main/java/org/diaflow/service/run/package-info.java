/** An experiment computed by one process of its own, for batch schedulers. */
@NullMarked
package org.diaflow.service.run;

import org.jspecify.annotations.NullMarked;
