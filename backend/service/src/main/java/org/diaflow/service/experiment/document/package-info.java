/**
 * The reader of experiment documents: what is stated is completed, checked and given its meaning.
 */
@NullMarked
package org.diaflow.service.experiment.document;

import org.jspecify.annotations.NullMarked;
