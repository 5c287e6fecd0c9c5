package org.diaflow.frontend.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;

/** Tables as every page has them: a heading line, and a box that scrolls. */
public final class Tables {

  private Tables() {}

  /** Adds a table named {@code name} to {@code box}; its body is returned. */
  public static NativeTableBody into(Div box, String name, List<String> headings) {
    box.addClassName("df-table-box");
    var table = new NativeTable();
    table.addClassName("df-table");
    table.getElement().setAttribute("aria-label", name);
    var head = new NativeTableRow();
    for (String heading : headings) {
      var cell = new NativeTableHeaderCell(heading);
      cell.getElement().setAttribute("scope", "col");
      cell.addClassName("df-heading-" + heading.replaceAll("[^a-z]+", "-"));
      head.add(cell);
    }
    table.getHead().add(head);
    var body = new NativeTableBody();
    table.add(body);
    box.add(scroller(name, table));
    return body;
  }

  private static Div scroller(String name, Component table) {
    var scroller = new Div(table);
    scroller.addClassName("df-scroll");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", name);
    return scroller;
  }
}
