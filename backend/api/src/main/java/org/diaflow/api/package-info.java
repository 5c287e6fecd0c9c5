/**
 * The wire records of the HTTP interface and its event stream, shared by service and dashboard.
 *
 * <p>Numbers are JSON doubles; non-finite ones travel as the strings "NaN", "Infinity" and
 * "-Infinity". A value that is not available is null. Indices count from 0.
 */
@NullMarked
package org.diaflow.api;

import org.jspecify.annotations.NullMarked;
