/**
 * The plug-in contract: value records and small interfaces, JDK only.
 *
 * <p>A plug-in author implements {@link org.diaflow.spi.LabPlugin} and the {@link
 * org.diaflow.spi.Integrator}s and {@link org.diaflow.spi.L1Solver}s it lists. Plug-ins are
 * stateless: everything that changes during a run lives in the call. Numbers a plug-in returns are
 * never believed: the engine recomputes residuals, gaps and errors from the vectors.
 */
@NullMarked
package org.diaflow.spi;

import org.jspecify.annotations.NullMarked;
