package org.diaflow.frontend.compare.model;

import java.util.Arrays;
import java.util.List;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;

/** Problems to compare solvers on. */
public enum ProblemChoice {
  /** A known minimizer with entries of very different sizes. */
  DYNAMIC_RANGE(
      "Certified, high dynamic range",
      "dynamic-range",
      List.of("rows", "columns", "sparsity", "margin", "decades")),
  /** A known minimizer. */
  CERTIFIED(
      "Certified minimizer x*", "certified", List.of("rows", "columns", "sparsity", "margin")),
  /** A known minimizer and a sparse matrix. */
  SPARSE_CERTIFIED(
      "Certified, sparse matrix",
      "sparse-certified",
      List.of("rows", "columns", "sparsity", "nonzerosPerColumn", "margin")),
  /** Gaussian sparse recovery. */
  GAUSSIAN("Gaussian sparse recovery", "gaussian", List.of("rows", "columns", "sparsity", "noise")),
  /** Minimizers that are not unique. */
  NON_UNIQUE("Minimizer not unique", "non-unique", List.of("rows", "columns", "sparsity")),
  /** A stored problem. */
  STORED("A stored problem", "", List.of("id"));

  private final String title;
  private final String generator;
  private final List<String> fields;

  ProblemChoice(String title, String generator, List<String> fields) {
    this.title = title;
    this.generator = generator;
    this.fields = List.copyOf(fields);
  }

  /** What {@code spec} is, STORED if it is none of the generated ones. */
  public static ProblemChoice of(ProblemSpec spec) {
    GeneratorSpec stated = spec.generator();
    return Arrays.stream(values())
        .filter(choice -> stated != null && choice.generator.equals(stated.kind()))
        .findFirst()
        .orElse(STORED);
  }

  /** Its title in the form. */
  public String title() {
    return title;
  }

  /** Names of the fields it takes. */
  public List<String> fields() {
    return fields;
  }
}
