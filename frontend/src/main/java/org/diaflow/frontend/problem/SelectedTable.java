package org.diaflow.frontend.problem;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.SelectedView;
import org.diaflow.frontend.chart.plot.PathPlots;
import org.diaflow.frontend.number.Numbers;

/** Which of several ℓ¹ minimizers each depth selects as α → 0, coordinate by coordinate. */
final class SelectedTable extends Div {

  private static final long serialVersionUID = 1L;

  SelectedTable(List<SelectedView> selected) {
    addClassName("df-table-box");
    var table = new NativeTable();
    table.addClassName("df-table");
    table.getElement().setAttribute("aria-label", "The selected minimizer of each depth");
    var head = new NativeTableRow(heading("coordinate"));
    selected.forEach(point -> head.add(heading("D = " + Numbers.depth(point.depth()))));
    table.getHead().add(head);
    var body = new NativeTableBody();
    IntStream.range(0, selected.getFirst().x().size())
        .filter(j -> selected.stream().anyMatch(point -> point.x().get(j) != 0))
        .mapToObj(j -> row(j, selected))
        .forEach(body::add);
    table.add(body);
    var scroller = new Div(table);
    scroller.addClassName("df-scroll");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", "Selected minimizers");
    add(scroller);
  }

  private static NativeTableRow row(int coordinate, List<SelectedView> selected) {
    var row = new NativeTableRow(new NativeTableCell(PathPlots.label(coordinate)));
    for (SelectedView point : selected) {
      double value = point.x().get(coordinate);
      var cell = new NativeTableCell(Numbers.rounded(value, 6));
      cell.setTitle(Numbers.exact(value));
      row.add(cell);
    }
    row.getElement().setAttribute("data-testid", "selected");
    return row;
  }

  private static NativeTableHeaderCell heading(String text) {
    var cell = new NativeTableHeaderCell(text);
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }
}
