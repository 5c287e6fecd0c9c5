package org.diaflow.api;

import java.util.List;

/**
 * A measure: a number of every cell, and where {@code alongFlows} a time series too.
 *
 * @param name its name in documents and answers, e.g. {@code errorL1}
 * @param symbol how it is written in formulas, e.g. {@code ‖x − g*‖₁}
 * @param title how it is called, e.g. {@code Error}
 * @param unit its unit, {@code dimensionless} or {@code units of x}
 * @param logarithmic whether it is shown on a logarithmic axis
 * @param needs what has to be known for it: {@code minimizer, limit, planted, fresh-rows}
 * @param alongFlows whether it is a function of the state, so that it can be among a document's
 *     observables
 * @param source the jar it comes from, or {@code engine}
 */
public record MeasureView(
    String name,
    String symbol,
    String title,
    String unit,
    boolean logarithmic,
    List<String> needs,
    boolean alongFlows,
    String source) {}
