/**
 * Where the data lives: the PostgreSQL server that comes with Diaflow or any other one, and the one
 * way to reach it from a blocking thread.
 */
@NullMarked
package org.diaflow.service.database;

import org.jspecify.annotations.NullMarked;
