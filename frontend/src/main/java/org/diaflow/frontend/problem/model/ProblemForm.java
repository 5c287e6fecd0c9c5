package org.diaflow.frontend.problem.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.diaflow.api.Axis;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a form says of its problem, as it stands there.
 *
 * @param source id of a generator, {@link #STORED} or {@link #DOCUMENT}
 * @param texts the text of every field that is not empty: parameters by name, and {@link #ID}
 */
public record ProblemForm(String source, Map<String, String> texts) {

  /** A stored problem, by its id. */
  public static final String STORED = "stored problem";

  /** Numbers that only the document can state. */
  public static final String DOCUMENT = "as the document says";

  /** The field of a stored problem's id. */
  public static final String ID = "id";

  /** Copies the texts. */
  public ProblemForm {
    texts = Map.copyOf(texts);
  }

  /**
   * What came of reading a form.
   *
   * @param problem the problem, or null if {@code errors} has any or the document states several
   * @param errors what is wrong, by field
   */
  public record Reading(@Nullable ProblemSpec problem, Map<String, String> errors) {}

  /** The form that states {@code problem}, null where the document states several. */
  public static ProblemForm of(@Nullable ProblemSpec problem) {
    if (problem == null) {
      return new ProblemForm(DOCUMENT, Map.of());
    }
    if (problem.id() != null) {
      return new ProblemForm(STORED, Map.of(ID, problem.id()));
    }
    GeneratorSpec generator = problem.generator();
    if (generator == null) {
      return new ProblemForm(DOCUMENT, Map.of());
    }
    var texts = new LinkedHashMap<String, String>();
    generator.parameters().forEach((name, axis) -> texts.put(name, AxisText.of(axis)));
    return new ProblemForm(generator.kind(), texts);
  }

  /** Whether a generator makes the problem. */
  public boolean generated() {
    return !source.equals(STORED) && !source.equals(DOCUMENT);
  }

  /** The text of {@code field}, empty if there is none. */
  public String text(String field) {
    return texts.getOrDefault(field, "").strip();
  }

  /**
   * The problem that this form states; what it cannot state is taken from {@code previous}, and so
   * are the order of parameters and values whose text has not changed.
   */
  public Reading read(@Nullable ProblemSpec previous) {
    if (source.equals(DOCUMENT)) {
      return new Reading(previous, Map.of());
    }
    if (source.equals(STORED)) {
      return text(ID).isEmpty()
          ? new Reading(null, Map.of(ID, "Needed."))
          : new Reading(ProblemSpec.stored(text(ID)), Map.of());
    }
    GeneratorSpec known = previous == null ? null : previous.generator();
    Map<String, Axis> before =
        known != null && known.kind().equals(source) ? known.parameters() : Map.of();
    var errors = new LinkedHashMap<String, String>();
    GeneratorSpec spec = GeneratorSpec.of(source);
    var names = new java.util.LinkedHashSet<>(before.keySet());
    names.addAll(new java.util.TreeSet<>(texts.keySet()));
    for (String name : names) {
      if (!text(name).isEmpty()) {
        try {
          spec = spec.with(name, axis(text(name), before.get(name)));
        } catch (IllegalArgumentException e) {
          errors.put(name, String.valueOf(e.getMessage()));
        }
      }
    }
    return errors.isEmpty()
        ? new Reading(
            new ProblemSpec(
                null, null, null, null, previous == null ? null : previous.name(), spec),
            Map.of())
        : new Reading(null, errors);
  }

  private static Axis axis(String text, @Nullable Axis before) {
    return before != null && AxisText.of(before).equals(text) ? before : AxisText.parse(text);
  }
}
