package org.diaflow.api;

import java.util.List;

/**
 * A kind of experiment.
 *
 * @param name its name in documents, e.g. {@code error-vs-scale}
 * @param title what it is about, in a few words
 * @param fields those of the fields depths, alphas, initialization, engines, observables, solvers
 *     and tolerances that its documents take
 * @param observables what is recorded along flows by default
 * @param measures which numbers of a cell are kept by default
 */
public record KindView(
    String name,
    String title,
    List<String> fields,
    List<String> observables,
    List<String> measures) {}
