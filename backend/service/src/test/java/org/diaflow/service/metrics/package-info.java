@NullMarked
package org.diaflow.service.metrics;

import org.jspecify.annotations.NullMarked;
