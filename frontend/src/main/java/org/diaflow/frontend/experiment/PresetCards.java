package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.diaflow.frontend.experiment.model.Preset;

/** What an empty history shows: experiments to start from. */
final class PresetCards extends Div {

  private static final long serialVersionUID = 1L;

  PresetCards() {
    var cards = new Div();
    cards.addClassName("df-cards");
    for (Preset preset : Preset.values()) {
      var title = new Span(preset.title());
      title.addClassName("df-card-title");
      var card = new Anchor("new?preset=" + preset.id());
      card.add(title, new Span(preset.explanation()));
      card.addClassName("df-card");
      card.getElement().setAttribute("data-testid", "preset").setAttribute("data-id", preset.id());
      cards.add(card);
    }
    var empty =
        new Div(
            new H2("No experiments yet"),
            new Paragraph(
                new Span("Start from one of these, or "),
                new Anchor("problems", "upload a problem of your own"),
                new Span(".")),
            cards);
    empty.addClassName("df-empty");
    add(empty);
  }
}
