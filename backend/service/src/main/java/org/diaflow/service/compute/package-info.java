/** Computations a client waits for: bounded in number and in time. */
@NullMarked
package org.diaflow.service.compute;

import org.jspecify.annotations.NullMarked;
