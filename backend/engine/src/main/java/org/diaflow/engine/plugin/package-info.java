/** The catalogue of plug-ins, the choice of one, and the guard around calls of their code. */
@NullMarked
package org.diaflow.engine.plugin;

import org.jspecify.annotations.NullMarked;
