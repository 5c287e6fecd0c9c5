/** The whole database in one file, and back. */
@NullMarked
package org.diaflow.service.backup;

import org.jspecify.annotations.NullMarked;
