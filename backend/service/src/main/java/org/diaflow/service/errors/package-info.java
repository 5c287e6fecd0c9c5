/** Error answers of the HTTP interface, after RFC 9457. */
@NullMarked
package org.diaflow.service.errors;

import org.jspecify.annotations.NullMarked;
