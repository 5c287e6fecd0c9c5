/** The packaged service and its workers as processes of their own, and what befalls them. */
@NullMarked
package org.diaflow.service.soak;

import org.jspecify.annotations.NullMarked;
