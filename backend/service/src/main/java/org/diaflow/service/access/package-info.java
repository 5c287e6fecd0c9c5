/** Who somebody is, what that allows, whose an experiment is, and what was done by whom. */
@NullMarked
package org.diaflow.service.access;

import org.jspecify.annotations.NullMarked;
