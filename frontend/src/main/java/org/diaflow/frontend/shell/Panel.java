package org.diaflow.frontend.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** A framed part of a page with a heading, a line of explanation and actions at its right. */
public final class Panel extends Section {

  private static final long serialVersionUID = 1L;

  private final H2 heading;
  private final Span explanation = new Span();
  private final Div actions = new Div();

  /** A panel headed {@code title}. */
  public Panel(String title, Component... content) {
    addClassName("df-panel");
    explanation.addClassName("df-explanation");
    explanation.setVisible(false);
    actions.addClassName("df-actions");
    heading = new H2(title);
    var head = new Div(new Div(heading, explanation), actions);
    head.addClassName("df-panel-head");
    add(head);
    add(content);
  }

  /** Gives it another heading. */
  public void rename(String title) {
    heading.setText(title);
  }

  /** Shows {@code text} below the heading. */
  public void explain(String text) {
    explanation.setText(text);
    explanation.setVisible(!text.isEmpty());
  }

  /** Adds actions at the right of the heading. */
  public void addActions(Component... more) {
    actions.add(more);
  }
}
