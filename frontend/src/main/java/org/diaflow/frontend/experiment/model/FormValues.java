package org.diaflow.frontend.experiment.model;

import java.util.Map;
import java.util.Set;
import org.diaflow.frontend.problem.model.ProblemForm;
import org.jspecify.annotations.Nullable;

/**
 * The values of a form as they stand there.
 *
 * @param kind kind of the experiment, as in the document
 * @param problem what it says of the problem
 * @param texts the text of every field that is not empty
 * @param engines ids of the engines chosen
 * @param solver id of the ℓ¹ solver chosen, or null for the default
 * @param observables names of the observables chosen, coordinates apart
 */
public record FormValues(
    String kind,
    ProblemForm problem,
    Map<FormField, String> texts,
    Set<String> engines,
    @Nullable String solver,
    Set<String> observables) {

  /** The text in {@code field}. */
  public String text(FormField field) {
    return texts.getOrDefault(field, "").strip();
  }
}
