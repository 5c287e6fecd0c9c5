/** What {@code /q/openapi} says beyond what can be read off the resources. */
@NullMarked
package org.diaflow.service.openapi;

import org.jspecify.annotations.NullMarked;
