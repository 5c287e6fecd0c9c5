/**
 * Regression problems: read from JSON, CSV or a generator, checked, stored once per fingerprint,
 * certified.
 */
@NullMarked
package org.diaflow.service.problem;

import org.jspecify.annotations.NullMarked;
