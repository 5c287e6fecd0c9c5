package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.diaflow.api.CellView;
import org.diaflow.frontend.experiment.model.CellColumn;
import org.diaflow.frontend.number.Numbers;

/**
 * The cells of an experiment in numbers, sortable by every column; the plot's equivalent in text.
 */
final class CellTable extends Div {

  private static final long serialVersionUID = 1L;

  /** Flow and limit agree if they differ by no more than this, relatively. */
  private static final double AGREEMENT = 1e-6;

  private static final int STEP = 200;
  private static final Set<CellColumn> OPTIONAL =
      EnumSet.of(CellColumn.SEED, CellColumn.LOWER, CellColumn.UPPER, CellColumn.PREDICTED);

  private final NativeTableBody body = new NativeTableBody();
  private final Map<CellColumn, NativeTableHeaderCell> headings = new EnumMap<>(CellColumn.class);
  private final transient Map<CellView, NativeTableRow> rows = new HashMap<>();
  private final Paragraph count = new Paragraph();
  private final Button more = new Button("Show more", click -> showMore());
  private transient List<CellView> cells = List.of();
  private transient List<CellView> placed = List.of();
  private transient List<Double> depths = List.of();
  private CellColumn sortedBy = CellColumn.DEPTH;
  private boolean descending;
  private int most = STEP;

  CellTable() {
    addClassName("df-table-box");
    var table = new NativeTable();
    table.addClassName("df-table");
    table.getElement().setAttribute("aria-label", "Cells of the experiment");
    var head = table.getHead();
    var row = new NativeTableRow();
    for (CellColumn column : CellColumn.values()) {
      row.add(heading(column));
    }
    head.add(row);
    table.add(body);
    more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    count.addClassName("df-explanation");
    var scroller = new Div(table);
    scroller.addClassName("df-scroll");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", "Cells");
    add(scroller, count, more);
    refresh();
  }

  /** Shows {@code cells}; {@code depths} gives the colours, as in the plot. */
  void show(List<CellView> cells, List<Double> depths) {
    if (!cells.equals(this.cells) || !depths.equals(this.depths)) {
      this.cells = cells;
      this.depths = depths;
      refresh();
    }
  }

  private NativeTableHeaderCell heading(CellColumn column) {
    var button = new NativeButton(column.heading(), click -> sortBy(column));
    button.addClassName("df-sort");
    var cell = new NativeTableHeaderCell(button);
    cell.getElement().setAttribute("scope", "col");
    headings.put(column, cell);
    return cell;
  }

  private void sortBy(CellColumn column) {
    descending = column == sortedBy && !descending;
    sortedBy = column;
    refresh();
  }

  private void showMore() {
    most += STEP;
    refresh();
  }

  private void refresh() {
    List<CellView> sorted = cells.stream().sorted(order()).limit(most).toList();
    place(sorted);
    headings.forEach(
        (column, cell) ->
            cell.getElement()
                .setAttribute(
                    "aria-sort",
                    column != sortedBy ? "none" : descending ? "descending" : "ascending"));
    OPTIONAL.forEach(column -> showColumn(column, isOfUse(column)));
    count.setText(
        cells.isEmpty()
            ? "No cell has ended yet."
            : sorted.size() == cells.size()
                ? "%s cells that ended, all shown.".formatted(Numbers.count(cells.size()))
                : ("The first %s of %s cells that ended, in the order of %s; sort by another column"
                        + " to see others first, or download all of them as CSV.")
                    .formatted(
                        Numbers.count(sorted.size()),
                        Numbers.count(cells.size()),
                        sortedBy.heading().toLowerCase(Locale.ROOT)));
    int left = cells.size() - sorted.size();
    more.setVisible(left > 0);
    more.setText("Show %s more".formatted(Numbers.count(Math.min(STEP, left))));
  }

  /** Brings the body to the rows of {@code wanted}, leaving alone the rows that stand right. */
  private void place(List<CellView> wanted) {
    int same = 0;
    while (same < placed.size()
        && same < wanted.size()
        && placed.get(same).equals(wanted.get(same))) {
      same++;
    }
    placed.subList(same, placed.size()).forEach(cell -> rows(cell).removeFromParent());
    wanted.subList(same, wanted.size()).forEach(cell -> body.add(rows(cell)));
    rows.keySet().retainAll(Set.copyOf(wanted));
    placed = wanted;
  }

  private NativeTableRow rows(CellView cell) {
    return rows.computeIfAbsent(cell, this::row);
  }

  private NativeTableRow row(CellView cell) {
    var row = new NativeTableRow();
    for (CellColumn column : CellColumn.values()) {
      row.add(cell(column, cell));
    }
    row.getElement()
        .setAttribute("data-testid", "cell")
        .setAttribute("data-index", Integer.toString(cell.index()))
        .setAttribute("data-depth", Numbers.depth(cell.depth()))
        .setAttribute("data-alpha", Numbers.exact(cell.alpha()))
        .setAttribute("data-engine", cell.engine())
        .setAttribute("data-seed", Long.toString(cell.seed()));
    if (cell.errorL1() != null) {
      row.getElement().setAttribute("data-error", Numbers.exact(cell.errorL1()));
    }
    return row;
  }

  private NativeTableCell cell(CellColumn column, CellView cell) {
    var shown = new NativeTableCell();
    shown.addClassName("df-" + column.name().toLowerCase(Locale.ROOT));
    if (column == CellColumn.DEPTH) {
      var swatch = new Span();
      swatch.addClassNames(
          "df-swatch", "df-series-" + Math.max(0, depths.indexOf(cell.depth())) % 8);
      shown.add(swatch);
    }
    shown.add(new Span(column.text(cell)));
    String exact = column.exact(cell);
    if (exact != null) {
      shown.setTitle(exact);
    }
    if (column == CellColumn.DISAGREEMENT && isApart(cell)) {
      shown.addClassName("df-apart");
    }
    if (column == CellColumn.STOPPED && cell.advice() != null) {
      shown.setTitle(cell.advice());
      shown.getElement().setAttribute("data-reason", column.text(cell));
    }
    return shown;
  }

  private static boolean isApart(CellView cell) {
    return cell.disagreement() != null && !(cell.disagreement() <= AGREEMENT);
  }

  private boolean isOfUse(CellColumn column) {
    return column == CellColumn.SEED
        ? cells.stream().map(CellView::seed).distinct().limit(2).count() > 1
        : cells.stream().anyMatch(cell -> column.exact(cell) != null);
  }

  private void showColumn(CellColumn column, boolean visible) {
    String name = "df-hide-" + column.name().toLowerCase(Locale.ROOT);
    if (visible) {
      removeClassName(name);
    } else {
      addClassName(name);
    }
  }

  private Comparator<CellView> order() {
    Comparator<CellView> order = sortedBy.order();
    return (descending ? order.reversed() : order)
        .thenComparing(CellView::alpha, Comparator.reverseOrder())
        .thenComparingInt(CellView::index);
  }
}
