package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.jspecify.annotations.Nullable;

/** How the form states its problem. */
@SuppressWarnings("ImmutableEnumChecker") // sets nobody writes to
public enum ProblemKind {
  /** The tightness example, by ϱ and y. */
  TIGHTNESS("Tightness example A = (1, ϱ)", "tightness", FormField.RHO, FormField.Y),
  /** A Gaussian matrix and a sparse vector, by their sizes. */
  GAUSSIAN(
      "Gaussian, sparse x*",
      "gaussian",
      FormField.ROWS,
      FormField.COLUMNS,
      FormField.SPARSITY,
      FormField.NOISE,
      FormField.SEEDS),
  /** A problem made around its minimizer. */
  CERTIFIED(
      "Certified minimizer x*",
      "certified",
      FormField.ROWS,
      FormField.COLUMNS,
      FormField.SPARSITY,
      FormField.MARGIN,
      FormField.SEEDS),
  /** A Gaussian problem at a point of the phase diagram. */
  DONOHO_TANNER(
      "Point of the phase diagram",
      "donoho-tanner",
      FormField.COLUMNS,
      FormField.UNDERSAMPLING,
      FormField.DENSITY,
      FormField.SEEDS),
  /** A problem whose minimizers are a segment; the 2 × 3 example where no size is given. */
  NON_UNIQUE(
      "Minimizer not unique",
      "non-unique",
      FormField.ROWS,
      FormField.COLUMNS,
      FormField.SPARSITY,
      FormField.SEEDS),
  /** A stored problem, by its id. */
  STORED("Stored or uploaded problem", null, FormField.PROBLEM),
  /** Numbers or a generator that only the document can state. */
  DOCUMENT("As the document says", null);

  private final String title;
  private final @Nullable String generator;
  private final Set<FormField> fields = EnumSet.noneOf(FormField.class);

  ProblemKind(String title, @Nullable String generator, FormField... fields) {
    this.title = title;
    this.generator = generator;
    this.fields.addAll(Arrays.asList(fields));
  }

  /** Its title in the form. */
  public String title() {
    return title;
  }

  /** Whether the form states a problem of this kind with {@code field}. */
  boolean has(FormField field) {
    return fields.contains(field);
  }

  /** How a form states {@code problem}. */
  public static ProblemKind of(ProblemSpec problem) {
    if (problem.id() != null) {
      return STORED;
    }
    GeneratorSpec spec = problem.generator();
    Optional<ProblemKind> found =
        spec == null
            ? Optional.empty()
            : Arrays.stream(values()).filter(kind -> spec.kind().equals(kind.generator)).findAny();
    return found.orElse(DOCUMENT);
  }
}
