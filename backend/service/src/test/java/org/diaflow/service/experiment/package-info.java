/** Tests of the service over HTTP, on a real PostgreSQL. */
@NullMarked
package org.diaflow.service.experiment;

import org.jspecify.annotations.NullMarked;
