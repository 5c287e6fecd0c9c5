package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.diaflow.frontend.experiment.model.CurveRow;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The curves of a picture in numbers, a row each. */
final class CurveTable extends Div {

  private static final long serialVersionUID = 1L;

  private static final int MOST = 60;
  private static final List<String> HEADINGS =
      List.of("curve", "places", "values", "least", "greatest", "failed", "not finite");

  private final NativeTableBody body = new NativeTableBody();
  private final Paragraph hidden = new Paragraph();
  private transient List<CurveRow> shown = List.of();

  CurveTable() {
    addClassNames("df-table-box", "df-curves");
    var table = new NativeTable();
    table.addClassName("df-table");
    table.getElement().setAttribute("aria-label", "Curves");
    var head = new NativeTableRow();
    for (String heading : HEADINGS) {
      var cell = new NativeTableHeaderCell(heading);
      cell.getElement().setAttribute("scope", "col");
      head.add(cell);
    }
    table.getHead().add(head);
    table.add(body);
    var scroller = new Div(table);
    scroller.addClassName("df-scroll");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", "Curves");
    hidden.addClassName("df-explanation");
    add(scroller, hidden);
  }

  void show(List<CurveRow> rows) {
    if (rows.equals(shown)) {
      return;
    }
    shown = rows;
    body.removeAll();
    rows.stream().limit(MOST).forEach(row -> body.add(row(row)));
    hidden.setText(
        rows.size() > MOST
            ? "The first %d of %s curves; the CSV file has all."
                .formatted(MOST, Numbers.count(rows.size()))
            : "");
    hidden.setVisible(rows.size() > MOST);
  }

  private static NativeTableRow row(CurveRow row) {
    var swatch = new Span();
    swatch.addClassNames("df-swatch", "df-series-" + row.color() % 8);
    var name = new NativeTableCell();
    name.add(swatch, new Span(row.label()));
    var line = new NativeTableRow();
    line.add(
        name,
        new NativeTableCell(Numbers.count(row.places())),
        new NativeTableCell(Numbers.count(row.values())),
        number(row.least()),
        number(row.greatest()),
        count(row.failed()),
        count(row.notFinite()));
    line.getElement()
        .setAttribute("data-testid", "curve")
        .setAttribute("data-label", row.label())
        .setAttribute("data-places", Integer.toString(row.places()))
        .setAttribute("data-values", Long.toString(row.values()));
    return line;
  }

  private static NativeTableCell count(long count) {
    var cell = new NativeTableCell(Numbers.count(count));
    if (count > 0) {
      cell.addClassName("df-failed");
    }
    return cell;
  }

  private static NativeTableCell number(@Nullable Double value) {
    var cell = new NativeTableCell(Numbers.rounded(value, 4));
    if (value != null) {
      cell.setTitle(Numbers.exact(value));
    }
    return cell;
  }
}
