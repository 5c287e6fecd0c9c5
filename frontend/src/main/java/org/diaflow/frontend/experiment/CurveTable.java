package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.diaflow.frontend.experiment.model.CurveRow;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Tables;
import org.jspecify.annotations.Nullable;

/** The curves of a picture in numbers, a row each. */
final class CurveTable extends Div {

  private static final long serialVersionUID = 1L;

  private static final int MOST = 60;
  private static final List<String> HEADINGS =
      List.of("curve", "places", "values", "least", "greatest", "failed", "not finite");

  private final NativeTableBody body;
  private final Paragraph hidden = new Paragraph();
  private transient List<CurveRow> shown = List.of();

  CurveTable() {
    addClassName("df-curves");
    body = Tables.into(this, "Curves", HEADINGS);
    hidden.addClassName("df-explanation");
    add(hidden);
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
