/** Tests of the service over HTTP, on a real PostgreSQL. */
@NullMarked
package org.diaflow.service;

import org.jspecify.annotations.NullMarked;
