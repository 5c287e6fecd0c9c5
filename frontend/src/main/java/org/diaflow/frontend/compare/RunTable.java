package org.diaflow.frontend.compare;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ComparisonView.Accuracy;
import org.diaflow.frontend.compare.model.ComparisonPlots;
import org.diaflow.frontend.compare.model.ContestantKey;
import org.diaflow.frontend.compare.model.Runs;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Tables;
import org.jspecify.annotations.Nullable;

/** Every run in numbers, with the reason of its verdict as a sentence. */
final class RunTable extends Div {

  private static final long serialVersionUID = 1L;

  private final Paragraph hidden = new Paragraph();
  private final NativeTableBody body;
  private transient Runs shown = Runs.NONE;

  RunTable() {
    body =
        Tables.into(
            this,
            "Runs",
            List.of(
                "solver",
                "seed",
                "time",
                "‖Ax − y‖/‖y‖",
                "gap",
                "‖x − x*‖",
                "nonzeros",
                "verdict",
                "purified",
                "in",
                "stopped",
                "why"));
    hidden.addClassName("df-explanation");
    add(hidden);
  }

  /** Shows those of {@code runs} that have ended. */
  void show(Runs runs) {
    if (runs.equals(shown)) {
      return;
    }
    shown = runs;
    body.removeAll();
    runs.ended().forEach(cell -> body.add(row(cell)));
    hidden.setText(
        runs.cells().size() < runs.total()
            ? "The first %s of %s runs are listed and drawn; verdicts, profiles and the CSV file are of all."
                .formatted(Numbers.count(runs.cells().size()), Numbers.count(runs.total()))
            : "");
  }

  private static NativeTableRow row(CellView cell) {
    ComparisonView comparison = cell.comparison();
    Accuracy before = ComparisonPlots.before(cell);
    Accuracy after = ComparisonPlots.after(cell);
    var row = new NativeTableRow();
    row.add(
        text(ContestantKey.of(cell).label()),
        text(Long.toString(cell.seed())),
        text(Numbers.duration(cell.seconds())),
        number(before == null ? null : before.residual()),
        number(before == null ? null : before.gap()),
        number(before == null ? null : before.distance()),
        text(before == null ? Numbers.MISSING : Integer.toString(before.supportSize())),
        verdict(before),
        verdict(after),
        text(comparison == null ? "" : Numbers.duration(comparison.purificationSeconds())),
        stopped(cell),
        why(cell));
    row.getElement()
        .setAttribute("data-testid", "run-row")
        .setAttribute("data-solver", cell.engine())
        .setAttribute("data-verdict", before == null ? "" : before.verdict())
        .setAttribute("data-verdict-purified", after == null ? "" : after.verdict());
    return row;
  }

  private static NativeTableCell verdict(@Nullable Accuracy accuracy) {
    String word = accuracy == null ? "no answer" : accuracy.verdict();
    var cell = new NativeTableCell(word);
    cell.addClassName(accuracy == null ? "df-unacceptable" : "df-" + word);
    return cell;
  }

  private static NativeTableCell stopped(CellView cell) {
    var stopped = new NativeTableCell(String.valueOf(cell.stopReason()));
    stopped.addClassName("df-stopped");
    stopped.getElement().setAttribute("data-reason", String.valueOf(cell.stopReason()));
    return stopped;
  }

  private static NativeTableCell why(CellView cell) {
    var sentences = new ArrayList<String>();
    Accuracy before = ComparisonPlots.before(cell);
    if (before != null && !before.verdict().equals(ComparisonView.SOLVED)) {
      sentences.add(before.reason());
    }
    ComparisonView comparison = cell.comparison();
    if (comparison != null && comparison.purification() != null) {
      sentences.add(comparison.purification());
    }
    if (!"converged".equals(cell.stopReason()) && cell.advice() != null) {
      sentences.add(cell.advice());
    }
    var why = new NativeTableCell(String.join(" ", sentences));
    why.addClassName("df-why");
    return why;
  }

  private static NativeTableCell number(@Nullable Double value) {
    var cell = new NativeTableCell(Numbers.rounded(value, 2));
    if (value != null) {
      cell.setTitle(Numbers.exact(value));
    }
    return cell;
  }

  private static NativeTableCell text(String text) {
    return new NativeTableCell(text);
  }
}
