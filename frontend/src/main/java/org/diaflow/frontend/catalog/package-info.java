/** The plug-ins the backend found, usable or not. */
@NullMarked
package org.diaflow.frontend.catalog;

import org.jspecify.annotations.NullMarked;
