/** The backend over HTTP: requests, the event stream, and what can go wrong. */
@NullMarked
package org.diaflow.frontend.client;

import org.jspecify.annotations.NullMarked;
