/** Malformed requests by the thousand, made from the OpenAPI document. */
@NullMarked
package org.diaflow.service.fuzz;

import org.jspecify.annotations.NullMarked;
