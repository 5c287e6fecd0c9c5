/**
 * Runs experiments: finds plug-ins, expands experiments into cells, drives integrators and ℓ¹
 * solvers, and judges what they return. Pure Java; knows no server and no database.
 */
@NullMarked
package org.diaflow.engine;

import org.jspecify.annotations.NullMarked;
