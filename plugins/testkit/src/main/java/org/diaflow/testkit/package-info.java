/**
 * Conformance suites every plug-in must pass: extend {@link org.diaflow.testkit.IntegratorContract}
 * or {@link org.diaflow.testkit.L1SolverContract} and return the plug-in; JUnit does the rest.
 */
@NullMarked
package org.diaflow.testkit;

import org.jspecify.annotations.NullMarked;
