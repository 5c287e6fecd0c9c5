/**
 * The kinds of experiments, a class each: which cells they have, how a problem is prepared, what a
 * cell computes, and what is shown first. A new kind is a class here.
 */
@NullMarked
package org.diaflow.service.experiment.kind;

import org.jspecify.annotations.NullMarked;
