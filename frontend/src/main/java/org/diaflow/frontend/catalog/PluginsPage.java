package org.diaflow.frontend.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.List;
import org.diaflow.api.PluginView;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** Every plug-in found, with its state, the reason for it, its parameters and its papers. */
@Route(value = "plugins", layout = MainLayout.class)
@PageTitle("Plug-ins · Diaflow")
public final class PluginsPage extends Div implements AfterNavigationObserver {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final ErrorBanner trouble = new ErrorBanner();
  private final Div content = new Div();

  /** The plug-ins of {@code lab}. */
  @Inject
  public PluginsPage(LabClient lab) {
    this.lab = lab;
    addClassNames("df-page", "df-stack");
    content.addClassName("df-stack");
    var head = new Div(new H1("Plug-ins"));
    head.addClassName("df-page-head");
    add(head, trouble, content);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    load(UI.getCurrent());
  }

  private void load(UI ui) {
    Background.run(ui, lab::plugins, this::show, failure -> trouble.show(failure, () -> load(ui)));
  }

  private void show(List<PluginView> plugins) {
    trouble.clear();
    content.removeAll();
    addGroup("Integrators", plugins, "integrator");
    addGroup("ℓ¹ solvers", plugins, "l1-solver");
    addGroup("Problem generators", plugins, "generator");
    addGroup("Not recognized", plugins, null);
    if (plugins.isEmpty()) {
      content.add(new Paragraph("The backend found no plug-ins at all."));
    }
  }

  private void addGroup(String title, List<PluginView> plugins, @Nullable String kind) {
    List<PluginView> group =
        plugins.stream().filter(plugin -> java.util.Objects.equals(kind, plugin.kind())).toList();
    if (!group.isEmpty()) {
      var cards = new Div(group.stream().map(PluginsPage::card).toArray(Component[]::new));
      cards.addClassName("df-plugins");
      content.add(new Panel(title, cards));
    }
  }

  private static Component card(PluginView plugin) {
    var name = new Span(plugin.id() == null ? plugin.source() : plugin.id());
    name.addClassName("df-card-title");
    var state = new Span(plugin.state());
    state.addClassName("df-badge");
    state.getElement().setAttribute("data-state", plugin.state());
    var head = new Div(name, state);
    head.addClassName("df-plugin-head");
    var card = new Div(head);
    card.addClassName("df-plugin");
    card.getElement()
        .setAttribute("data-testid", "plugin")
        .setAttribute("data-id", plugin.id() == null ? "" : plugin.id())
        .setAttribute("data-state", plugin.state());
    if (plugin.reason() != null) {
      var reason = new Paragraph(plugin.reason());
      reason.addClassName("df-reason");
      card.add(reason);
    }
    if (plugin.summary() != null) {
      card.add(new Paragraph(plugin.summary()));
    }
    card.add(origin(plugin));
    if (!plugin.parameters().isEmpty()) {
      card.add(parameters(plugin));
    }
    if (!plugin.citations().isEmpty()) {
      card.add(citations(plugin));
    }
    return card;
  }

  private static Component origin(PluginView plugin) {
    String version = plugin.version() == null ? "" : "version " + plugin.version() + " · ";
    var origin = new Span(version + plugin.source());
    origin.addClassName("df-explanation");
    var tags = new Div(origin);
    tags.addClassName("df-tags");
    plugin.capabilities().stream()
        .map(Span::new)
        .forEach(
            capability -> {
              capability.addClassName("df-tag");
              tags.add(capability);
            });
    return tags;
  }

  private static Component parameters(PluginView plugin) {
    var list = new UnorderedList();
    plugin.parameters().forEach(parameter -> list.add(parameter(parameter)));
    return new NativeDetails(
        "%d parameter%s"
            .formatted(plugin.parameters().size(), plugin.parameters().size() == 1 ? "" : "s"),
        list);
  }

  private static ListItem parameter(PluginView.ParameterView parameter) {
    var name = new Span(parameter.name());
    name.addClassName("df-code");
    String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
    return new ListItem(
        name,
        new Span(
            " = %s%s, %s %s … %s. %s"
                .formatted(
                    Numbers.exact(parameter.defaultValue()),
                    unit,
                    parameter.integer() ? "whole," : "in",
                    Numbers.exact(parameter.minimum()),
                    Numbers.exact(parameter.maximum()),
                    parameter.help())));
  }

  private static Component citations(PluginView plugin) {
    var list = new UnorderedList();
    for (PluginView.CitationView citation : plugin.citations()) {
      if (citation.url().startsWith("https://") || citation.url().startsWith("http://")) {
        var link = new Anchor(citation.url(), citation.text());
        link.setTarget("_blank");
        link.getElement().setAttribute("rel", "noopener");
        list.add(new ListItem(link));
      } else {
        list.add(new ListItem(citation.text()));
      }
    }
    list.addClassName("df-citations");
    return list;
  }
}
