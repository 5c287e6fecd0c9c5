package org.diaflow.frontend.experiment;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form says, as it stands there.
 *
 * @param problem how the problem is stated
 * @param texts the text of every field that is not empty
 * @param engines ids of the engines chosen
 * @param solver id of the ℓ¹ solver chosen, or null for the default
 */
record FormValues(
    ProblemKind problem,
    Map<FormField, String> texts,
    Set<String> engines,
    @Nullable String solver) {

  String text(FormField field) {
    return texts.getOrDefault(field, "").strip();
  }
}
