/**
 * The linear programme behind ϱ, ϱ̃, ϱ⁻ and R_α, and bounds of the null space on the support
 * (theory §4, §5). Plug-ins do not see this package.
 */
@NullMarked
package org.diaflow.theory.certificate.internal;

import org.jspecify.annotations.NullMarked;
