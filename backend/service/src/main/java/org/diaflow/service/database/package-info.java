/**
 * Where the data lives: the PostgreSQL server that comes with Diaflow or any other one, the one way
 * to reach it, on event loops, and the one door for threads that wait for it.
 */
@NullMarked
package org.diaflow.service.database;

import org.jspecify.annotations.NullMarked;
