package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.diaflow.api.ExperimentDocument;

/** A kind of experiment that the form states, and the fields it does not take. */
@SuppressWarnings("ImmutableEnumChecker") // immutable sets
public enum FormKind {
  /** Errors against scales. */
  ERROR_VS_SCALE(ExperimentDocument.ERROR_VS_SCALE, "Error against scale", true),
  /** Errors against the planted vector. */
  GENERALIZATION(
      ExperimentDocument.GENERALIZATION, "Generalization: error against the planted vector", true),
  /** Flows watched while they run. */
  TRAJECTORY(ExperimentDocument.TRAJECTORY, "Trajectories: watch flows while they run", true),
  /** Flows from a tiny start. */
  SADDLE_TO_SADDLE(
      ExperimentDocument.SADDLE_TO_SADDLE, "Saddle to saddle: flows as α → 0 and their path", true),
  /** Certificates over parameters of a generator. */
  PHASE_DIAGRAM(
      ExperimentDocument.PHASE_DIAGRAM,
      "Phase diagram: recovery over two parameters of the problem",
      false);

  private static final Set<FormField> OF_NETWORKS =
      Set.of(
          FormField.DEPTHS,
          FormField.ALPHA_FROM,
          FormField.ALPHA_TO,
          FormField.PER_DECADE,
          FormField.ALPHA_LIST,
          FormField.RESIDUAL,
          FormField.STEPS,
          FormField.SECONDS,
          FormField.HORIZON,
          FormField.DISTANCE,
          FormField.COORDINATES);

  private final String id;
  private final String title;
  private final boolean networks;

  FormKind(String id, String title, boolean networks) {
    this.id = id;
    this.title = title;
    this.networks = networks;
  }

  /** The kind that documents call {@code id}. */
  public static Optional<FormKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** Names of all kinds in documents. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(kind -> kind.id).toList();
  }

  /** Its title in the form. */
  public String title() {
    return title;
  }

  /** Whether documents of kind {@code id} state networks: depths, scales, engines. */
  public static boolean hasNetworks(String id) {
    return of(id).map(kind -> kind.networks).orElse(true);
  }

  /** Whether documents of kind {@code id} take {@code field}. */
  public static boolean takes(String id, FormField field) {
    return hasNetworks(id) || !OF_NETWORKS.contains(field);
  }
}
