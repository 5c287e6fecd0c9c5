package org.diaflow.service.experiment.kind;

import java.util.List;
import java.util.Set;
import org.diaflow.api.EngineSpec;

/**
 * What a kind of experiment says of itself.
 *
 * @param name its name in documents
 * @param title what it is about, in a few words
 * @param fields the fields that only some kinds take, those of them that this one takes
 * @param engines what computes a flow by default
 * @param observables what is recorded along flows by default
 * @param measures which numbers of a cell are kept by default
 * @param view what is shown first
 * @param denseProblems whether it needs every entry of a matrix at once
 * @param storedProblems whether its problems are stored when it is submitted, so that they have
 *     pages; otherwise workers make them from their recipe
 * @param oneAtATime whether its cells are timed, and so are not to disturb each other
 */
public record KindDescription(
    String name,
    String title,
    Set<String> fields,
    List<EngineSpec> engines,
    List<String> observables,
    List<String> measures,
    FirstView view,
    boolean denseProblems,
    boolean storedProblems,
    boolean oneAtATime) {

  /** The fields of documents that have flows. */
  static final Set<String> FLOW_FIELDS =
      Set.of("depths", "alphas", "initialization", "engines", "observables");

  /** The fields of documents that compare solvers. */
  static final Set<String> SOLVER_FIELDS = Set.of("solvers", "tolerances");

  /** A kind whose cells are flows or their limits. */
  static KindDescription ofFlows(
      String name,
      String title,
      EngineSpec engine,
      List<String> observables,
      List<String> measures,
      FirstView view) {
    return new KindDescription(
        name, title, FLOW_FIELDS, List.of(engine), observables, measures, view, true, true, false);
  }
}
