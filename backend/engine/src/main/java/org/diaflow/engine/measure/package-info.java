/** Measures: numbers of a cell, taken by the engine or by plug-ins. */
@NullMarked
package org.diaflow.engine.measure;

import org.jspecify.annotations.NullMarked;
