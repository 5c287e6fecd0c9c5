@NullMarked
package org.diaflow.service.compute;

import org.jspecify.annotations.NullMarked;
