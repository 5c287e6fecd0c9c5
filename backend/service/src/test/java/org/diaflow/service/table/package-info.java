@NullMarked
package org.diaflow.service.table;

import org.jspecify.annotations.NullMarked;
