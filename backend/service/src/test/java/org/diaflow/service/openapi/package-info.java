/** What travels, against what {@code /q/openapi} says. */
@NullMarked
package org.diaflow.service.openapi;

import org.jspecify.annotations.NullMarked;
