package org.diaflow.frontend.experiment.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.diaflow.api.CellView;
import org.diaflow.frontend.number.Numbers;

/** The outcomes of the cells that did not converge, in words. */
public final class Outcomes {

  private static final String CONVERGED = "converged";

  private Outcomes() {}

  /** One sentence for every reason other than convergence, with the advice of its first cell. */
  public static List<String> sentences(List<CellView> cells) {
    var reasons =
        cells.stream()
            .filter(cell -> cell.stopReason() != null && !CONVERGED.equals(cell.stopReason()))
            .collect(
                Collectors.groupingBy(
                    CellView::stopReason, LinkedHashMap::new, Collectors.toList()));
    return reasons.entrySet().stream()
        .map(reason -> sentence(reason.getKey(), reason.getValue()))
        .toList();
  }

  private static String sentence(String reason, List<CellView> cells) {
    CellView first = cells.getFirst();
    String advice = first.advice() == null ? "" : " " + first.advice();
    return "%s %s stopped: %s, first at D = %s, α = %s.%s"
        .formatted(
            Numbers.count(cells.size()),
            cells.size() == 1 ? "cell" : "cells",
            reason,
            Numbers.depth(first.depth()),
            Numbers.atMost(first.alpha(), 3),
            advice);
  }
}
