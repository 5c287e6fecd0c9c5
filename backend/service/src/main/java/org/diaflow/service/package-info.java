/** The HTTP service: problems, limits, experiments and their event stream, on PostgreSQL. */
@NullMarked
package org.diaflow.service;

import org.jspecify.annotations.NullMarked;
