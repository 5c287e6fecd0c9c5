@NullMarked
package org.diaflow.service.backup;

import org.jspecify.annotations.NullMarked;
