package org.diaflow.frontend.problem;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import org.diaflow.api.ProblemSummary;

/** Stored problems as rows: name, size, where they come from. */
final class ProblemTable extends Div {

  private static final long serialVersionUID = 1L;

  ProblemTable(List<ProblemSummary> problems) {
    addClassName("df-scroll");
    var table = new NativeTable();
    table.addClassNames("df-table", "df-history");
    table.getElement().setAttribute("aria-label", "Stored problems");
    var head = new NativeTableRow();
    List.of("Name", "N × d", "Origin")
        .forEach(heading -> head.add(new NativeTableHeaderCell(heading)));
    table.getHead().add(head);
    var body = new NativeTableBody();
    problems.forEach(problem -> body.add(row(problem)));
    table.add(body);
    add(table);
  }

  private static NativeTableRow row(ProblemSummary problem) {
    var name = new Anchor("problems/" + problem.id(), problem.name());
    name.addClassName("df-name");
    var row = new NativeTableRow();
    row.add(
        new NativeTableCell(name),
        new NativeTableCell("%d × %d".formatted(problem.rows(), problem.columns())),
        new NativeTableCell(
            problem.provenance().equals(problem.name()) ? "" : problem.provenance()));
    row.getElement().setAttribute("data-testid", "problem").setAttribute("data-id", problem.id());
    return row;
  }
}
