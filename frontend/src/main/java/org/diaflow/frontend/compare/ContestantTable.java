package org.diaflow.frontend.compare;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ComparisonSummary.Contestant;
import org.diaflow.api.ComparisonSummary.Verdicts;
import org.diaflow.frontend.compare.model.ContestantKey;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Tables;

/** How many problems every solver solves, before and after purification, and how fast. */
final class ContestantTable extends Div {

  private static final long serialVersionUID = 1L;

  private final NativeTableBody body =
      Tables.into(
          this,
          "Verdicts by solver",
          List.of(
              "solver",
              "runs",
              "solved",
              "acceptable",
              "unacceptable",
              "solved, purified",
              "acceptable, purified",
              "unacceptable, purified",
              "median time"));

  void show(ComparisonSummary summary) {
    body.removeAll();
    List<String> solvers =
        summary.contestants().stream().map(Contestant::solver).distinct().toList();
    summary
        .contestants()
        .forEach(contestant -> body.add(row(contestant, solvers.indexOf(contestant.solver()))));
  }

  private static NativeTableRow row(Contestant contestant, int color) {
    var swatch = new Span();
    swatch.addClassNames("df-swatch", "df-series-" + color % 8);
    String label = ContestantKey.of(contestant).label();
    var row = new NativeTableRow();
    row.add(
        new NativeTableCell(swatch, new Span(label)),
        new NativeTableCell("%d of %d".formatted(contestant.ended(), contestant.runs())));
    add(row, contestant.before());
    add(row, contestant.after());
    row.add(new NativeTableCell(Numbers.duration(contestant.medianSeconds())));
    row.getElement()
        .setAttribute("data-testid", "contestant")
        .setAttribute("data-solver", contestant.solver())
        .setAttribute("data-label", label)
        .setAttribute("data-solved", Integer.toString(contestant.before().solved()))
        .setAttribute("data-solved-purified", Integer.toString(contestant.after().solved()))
        .setAttribute("data-ended", Integer.toString(contestant.ended()));
    return row;
  }

  private static void add(NativeTableRow row, Verdicts verdicts) {
    row.add(
        count(verdicts.solved(), "df-solved"),
        count(verdicts.acceptable(), "df-acceptable"),
        count(verdicts.unacceptable(), "df-unacceptable"));
  }

  private static NativeTableCell count(int count, String style) {
    var cell = new NativeTableCell(Integer.toString(count));
    if (count > 0) {
      cell.addClassName(style);
    }
    return cell;
  }
}
