/** What operators watch: numbers for Prometheus, traces, and the experiment a log line is about. */
@NullMarked
package org.diaflow.service.metrics;

import org.jspecify.annotations.NullMarked;
