package org.diaflow.service.experiment.view;

import java.util.List;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.jspecify.annotations.Nullable;

/**
 * A document with the problems that were made for it.
 *
 * @param document the document with its name
 * @param specs its problems, matrices by their ids
 * @param problemIds ids of the problems by position, null where one is not stored
 */
record Submission(
    ExperimentDocument document, List<ProblemSpec> specs, List<@Nullable String> problemIds) {}
