package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.QueryParameters;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.Progress;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.number.Numbers;

/** Experiments as rows: name, state, progress, tags, time, what can be done. */
final class HistoryTable extends Div {

  private static final long serialVersionUID = 1L;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final transient Set<String> selected;
  private final transient Consumer<Set<String>> selection;

  /**
   * Rows of {@code experiments} of {@code kinds}, those of {@code selected} to be drawn together;
   * {@code selection} hears when these change.
   */
  HistoryTable(
      List<ExperimentSummary> experiments,
      Kinds kinds,
      Consumer<ExperimentSummary> delete,
      Set<String> selected,
      Consumer<Set<String>> selection) {
    this.selected = new LinkedHashSet<>(selected);
    this.selection = selection;
    addClassNames("df-panel", "df-scroll");
    var table = new NativeTable();
    table.addClassNames("df-table", "df-history");
    table.getElement().setAttribute("aria-label", "Experiments");
    var head = new NativeTableRow();
    List.of("Name", "State", "Progress", "Tags", "Created", "Actions")
        .forEach(heading -> head.add(heading(heading)));
    table.getHead().add(head);
    var body = new NativeTableBody();
    experiments.forEach(experiment -> body.add(row(experiment, kinds, delete)));
    table.add(body);
    add(table);
  }

  private static NativeTableHeaderCell heading(String text) {
    var cell = new NativeTableHeaderCell(text);
    cell.addClassName("df-cell-" + text.toLowerCase(Locale.ROOT));
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }

  private NativeTableRow row(
      ExperimentSummary experiment, Kinds kinds, Consumer<ExperimentSummary> delete) {
    boolean comparison = kinds.compares(experiment.kind());
    var name =
        new Anchor((comparison ? "compare/" : "experiments/") + experiment.id(), experiment.name());
    name.addClassName("df-name");
    var kind = new Span(experiment.kind());
    kind.addClassName("df-explanation");
    var clone = new Anchor((comparison ? "compare" : "new") + "?clone=" + experiment.id(), "Clone");
    clone.addClassName("df-quiet-link");
    var remove = new Button("Delete", click -> delete.accept(experiment));
    remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    remove.setAriaLabel("Delete " + experiment.name());
    var row = new NativeTableRow();
    row.add(
        cell("name", comparison ? new Div(name) : new Div(box(experiment), name), kind),
        cell("state", new StateBadge(experiment.state())),
        cell("progress", progress(experiment.progress())),
        cell("tags", tags(experiment.tags())),
        cell("created", new Span(TIME.format(experiment.created()))),
        cell("actions", clone, remove));
    row.getElement()
        .setAttribute("data-testid", "experiment")
        .setAttribute("data-id", experiment.id());
    return row;
  }

  private Checkbox box(ExperimentSummary experiment) {
    var box = new Checkbox();
    box.setAriaLabel("Draw " + experiment.name() + " together with others");
    box.setValue(selected.contains(experiment.id()));
    box.addValueChangeListener(
        change -> {
          if (change.getValue()) {
            selected.add(experiment.id());
          } else {
            selected.remove(experiment.id());
          }
          selection.accept(Set.copyOf(selected));
        });
    return box;
  }

  private static Component progress(Progress progress) {
    var bar = new ProgressBar(0, Math.max(1, progress.total()), 0);
    bar.setValue(Math.min(progress.done(), Math.max(1, progress.total())));
    bar.getElement().setAttribute("aria-label", "Cells ended");
    var text =
        new Span(
            "%s of %s cells"
                .formatted(Numbers.count(progress.done()), Numbers.count(progress.total())));
    text.addClassName("df-explanation");
    return new Div(bar, text);
  }

  private static Component tags(List<String> tags) {
    var all = new Div();
    all.addClassName("df-tags");
    for (String tag : tags) {
      var link = new Anchor("", tag);
      link.setHref("?" + QueryParameters.simple(Map.of("tag", tag)).getQueryString());
      link.addClassName("df-tag");
      all.add(link);
    }
    return all;
  }

  private static NativeTableCell cell(String name, Component... content) {
    var cell = new NativeTableCell(content);
    cell.addClassName("df-cell-" + name);
    return cell;
  }
}
