package org.diaflow.frontend.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** A number that matters, in large type, with what it is below. */
public final class KeyFigure extends Div {

  private static final long serialVersionUID = 1L;

  /** {@code value} above {@code captions}, one a line. */
  public KeyFigure(Component value, String... captions) {
    addClassName("df-figure");
    value.addClassName("df-figure-value");
    add(value);
    for (String caption : captions) {
      var line = new Span(caption);
      line.addClassName("df-figure-caption");
      add(line);
    }
  }

  /** A number that a test can find by {@code testId} and read exactly from {@code data-value}. */
  public static Span number(String testId, String text, @Nullable String exact) {
    var number = new Span(text);
    number.getElement().setAttribute("data-testid", testId);
    if (exact != null) {
      number.getElement().setAttribute("data-value", exact).setAttribute("title", exact);
    }
    return number;
  }
}
