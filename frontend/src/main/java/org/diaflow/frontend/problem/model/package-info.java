/** What forms say of problems, without any component of a page. */
@NullMarked
package org.diaflow.frontend.problem.model;

import org.jspecify.annotations.NullMarked;
