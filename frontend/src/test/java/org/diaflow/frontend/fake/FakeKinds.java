package org.diaflow.frontend.fake;

import java.util.List;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.KindView;

/** The kinds of experiments of the fake backend, by name as the service lists them. */
public final class FakeKinds {

  private static final List<String> OF_FLOWS =
      List.of("alphas", "depths", "engines", "initialization", "observables");

  /** All of them. */
  public static final List<KindView> ALL =
      List.of(
          kind(ExperimentDocument.ERROR_VS_SCALE, "Error against scale", OF_FLOWS),
          kind(
              ExperimentDocument.GENERALIZATION,
              "Generalization: error against the planted vector",
              OF_FLOWS),
          kind(
              ExperimentDocument.PHASE_DIAGRAM,
              "Phase diagram: recovery over two parameters of the problem",
              List.of()),
          kind(
              ExperimentDocument.SADDLE_TO_SADDLE,
              "Saddle to saddle: flows as α → 0 and their path",
              OF_FLOWS),
          kind(
              ExperimentDocument.SOLVER_COMPARISON,
              "Comparison of ℓ¹ solvers",
              List.of("solvers", "tolerances")),
          kind(
              ExperimentDocument.TRAJECTORY, "Trajectories: watch flows while they run", OF_FLOWS));

  private FakeKinds() {}

  /** A kind called {@code name} whose documents take {@code fields}. */
  public static KindView kind(String name, String title, List<String> fields) {
    return new KindView(name, title, fields, List.of(), List.of());
  }
}
