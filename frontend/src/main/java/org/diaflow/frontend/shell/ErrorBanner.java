package org.diaflow.frontend.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.diaflow.api.ApiError;
import org.diaflow.frontend.client.BackendException;

/**
 * A banner that says in a sentence what went wrong, field by field where it can, and offers to try
 * again.
 */
public final class ErrorBanner extends Div {

  private static final long serialVersionUID = 1L;

  /** Nothing wrong so far. */
  public ErrorBanner() {
    addClassName("df-trouble");
    getElement().setAttribute("role", "alert").setAttribute("data-testid", "trouble");
    setVisible(false);
  }

  /** Hides what was said. */
  public void clear() {
    removeAll();
    setVisible(false);
  }

  /** Says what {@code failure} says. */
  public void show(BackendException failure) {
    show(failure.sentence(), failure.errors());
  }

  /** Says what {@code failure} says and offers to try again. */
  public void show(BackendException failure, Runnable retry) {
    show(failure);
    add(new Button("Try again", click -> retry.run()));
  }

  /** Says {@code sentence} and lists {@code errors} as they came. */
  public void show(String sentence, List<ApiError.FieldError> errors) {
    removeAll();
    add(new Paragraph(sentence));
    if (!errors.isEmpty()) {
      var list = new UnorderedList();
      errors.forEach(error -> list.add(item(error)));
      add(list);
    }
    setVisible(true);
  }

  private static ListItem item(ApiError.FieldError error) {
    var item = new ListItem();
    item.getElement().setAttribute("data-testid", "field-error");
    var field = new Span(error.field());
    field.addClassName("df-code");
    item.add(field);
    if (error.value() != null) {
      var value = new Span(error.value());
      value.addClassName("df-code");
      item.add(new Span(": "), value);
    }
    item.add(new Span(". " + error.remedy()));
    return item;
  }
}
