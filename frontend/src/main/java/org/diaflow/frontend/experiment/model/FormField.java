package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** A text field of the form, and the path of what it states in the document. */
public enum FormField {
  NAME("Name", "name", "for people"),
  TAGS("Tags", "tags", "words, separated by commas"),
  DEPTHS("Depths D", "depths", "each ≥ 2, e.g. 2, 3, 4"),
  ALPHA_FROM("α from", "alphas.from", "1e-300 … 1e300"),
  ALPHA_TO("α to", "alphas.to", "1e-300 … 1e300"),
  PER_DECADE("Per decade", "alphas.pointsPerDecade", "points"),
  ALPHA_LIST("or listed scales α", "alphas", "replaces the range, e.g. 1e-2, 1e-4"),
  SEEDS("Seeds", "seeds", "one random problem each, e.g. 1-20"),
  RESIDUAL("Residual", "stop.residual", "‖Ax − y‖/‖y‖, default 1e-12"),
  STEPS("Steps", "stop.steps", "at most, per cell"),
  SECONDS("Seconds", "stop.seconds", "at most, per cell"),
  HORIZON("Horizon τ", "stop.horizon", "rescaled time, none by default"),
  DISTANCE("Distance", "stop.distance", "‖x − x^∞‖₁/‖x^∞‖₁, never by default"),
  COORDINATES("Coordinates", "observables", "x[0] is x₁, e.g. x[3], x[17]");

  private final String label;
  private final String path;
  private final String help;

  FormField(String label, String path, String help) {
    this.label = label;
    this.path = path;
    this.help = help;
  }

  /** Its label. */
  public String label() {
    return label;
  }

  /** The path in the document of what it states. */
  public String path() {
    return path;
  }

  /** A hint on what to enter. */
  public String help() {
    return help;
  }

  /** The field that states what the document has at {@code path}, e.g. {@code depths[1]}. */
  public static Optional<FormField> stating(String path) {
    return Arrays.stream(values())
        .filter(field -> covers(field.path, path))
        .max(Comparator.comparingInt(field -> field.path.length()));
  }

  private static boolean covers(String field, String path) {
    return path.equals(field) || path.startsWith(field + "[") || path.startsWith(field + ".");
  }
}
