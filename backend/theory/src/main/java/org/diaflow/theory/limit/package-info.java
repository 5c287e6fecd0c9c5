/**
 * The limit of gradient flow without integrating (theory §3, §7), its rigorous bounds (theory §5)
 * and its behaviour as α → 0 (theory §6).
 */
@NullMarked
package org.diaflow.theory.limit;

import org.jspecify.annotations.NullMarked;
