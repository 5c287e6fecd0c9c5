/** Tests of the suites themselves. */
@NullMarked
package org.diaflow.testkit;

import org.jspecify.annotations.NullMarked;
