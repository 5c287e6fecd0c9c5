package org.diaflow.frontend.problem;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.SelectedView;
import org.diaflow.frontend.chart.plot.PathPlots;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Tables;

/** Which of several ℓ¹ minimizers each depth selects as α → 0, coordinate by coordinate. */
final class SelectedTable extends Div {

  private static final long serialVersionUID = 1L;

  SelectedTable(List<SelectedView> selected) {
    var headings = new ArrayList<>(List.of("coordinate"));
    selected.forEach(point -> headings.add("D = " + Numbers.depth(point.depth())));
    NativeTableBody body = Tables.into(this, "The selected minimizer of each depth", headings);
    IntStream.range(0, selected.getFirst().x().size())
        .filter(j -> selected.stream().anyMatch(point -> point.x().get(j) != 0))
        .mapToObj(j -> row(j, selected))
        .forEach(body::add);
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
}
