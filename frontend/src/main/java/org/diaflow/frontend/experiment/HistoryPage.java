package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.Page;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabClient.ExperimentQuery;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.MainLayout;
import org.jspecify.annotations.Nullable;

/** All experiments, newest first; what is shown is stated in the address. */
@Route(value = "", layout = MainLayout.class)
@PageTitle("Experiments · Diaflow")
public final class HistoryPage extends Div implements AfterNavigationObserver {

  private static final long serialVersionUID = 1L;

  private static final int SIZE = 50;
  private static final int REFRESH_SECONDS = 2;

  private final transient LabClient lab;
  private final ErrorBanner trouble = new ErrorBanner();
  private final TextField text = new TextField();
  private final Select<ExperimentState> state = new Select<>();
  private final TextField tag = new TextField();
  private final Div list = new Div();
  private final Anchor together = new Anchor();
  private final Span position = new Span();
  private final Button newer = new Button("Newer", click -> turn(-1));
  private final Button older = new Button("Older", click -> turn(1));
  private transient ExperimentQuery query = new ExperimentQuery("", "", "", 0, SIZE);
  private transient @Nullable Listed shown;
  private transient Set<String> selected = Set.of();
  private boolean settingFilters;

  /** What is loaded. */
  private record Listed(Page<ExperimentSummary> page, Kinds kinds) {}

  /** The history of {@code lab}. */
  @Inject
  public HistoryPage(LabClient lab) {
    this.lab = lab;
    addClassNames("df-page", "df-stack");
    var create = new Anchor("new", "New experiment");
    create.addClassNames("df-button", "df-primary");
    together.addClassName("df-button");
    together.getElement().setAttribute("data-testid", "together");
    select(Set.of());
    var actions = new Div(together, create);
    actions.addClassName("df-actions");
    var head = new Div(new H1("Experiments"), actions);
    head.addClassName("df-page-head");
    var pager = new Div(position, newer, older);
    pager.addClassName("df-pager");
    add(head, filters(), trouble, list, pager);
    newer.setVisible(false);
    older.setVisible(false);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    query = query(event.getLocation().getQueryParameters());
    settingFilters = true;
    text.setValue(query.text());
    tag.setValue(query.tag());
    state.setValue(
        Arrays.stream(ExperimentState.values())
            .filter(value -> value.name().equals(query.state()))
            .findFirst()
            .orElse(null));
    settingFilters = false;
    load(UI.getCurrent());
  }

  private Div filters() {
    text.setPlaceholder("Search by name");
    text.setAriaLabel("Search by name");
    text.setClearButtonVisible(true);
    tag.setPlaceholder("Tag");
    tag.setAriaLabel("Tag");
    tag.setClearButtonVisible(true);
    state.setItems(ExperimentState.values());
    state.setItemLabelGenerator(value -> value == null ? "Any state" : StateBadge.word(value));
    state.setEmptySelectionAllowed(true);
    state.setEmptySelectionCaption("Any state");
    state.setAriaLabel("State");
    text.setValueChangeMode(ValueChangeMode.LAZY);
    tag.setValueChangeMode(ValueChangeMode.LAZY);
    text.addValueChangeListener(change -> filter());
    tag.addValueChangeListener(change -> filter());
    state.addValueChangeListener(change -> filter());
    var filters = new Div(text, state, tag);
    filters.addClassName("df-filters");
    return filters;
  }

  private void filter() {
    if (!settingFilters) {
      String wanted = state.getValue() == null ? "" : state.getValue().name();
      go(new ExperimentQuery(text.getValue(), wanted, tag.getValue(), 0, SIZE));
    }
  }

  private void turn(int pages) {
    int page = Math.max(0, query.page() + pages);
    go(new ExperimentQuery(query.text(), query.state(), query.tag(), page, SIZE));
  }

  private static void go(ExperimentQuery query) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("q", query.text().strip());
    parameters.put("state", query.state());
    parameters.put("tag", query.tag().strip());
    parameters.put("page", query.page() == 0 ? "" : Integer.toString(query.page()));
    parameters.values().removeIf(String::isEmpty);
    UI.getCurrent().navigate("", QueryParameters.simple(parameters));
  }

  private static ExperimentQuery query(QueryParameters parameters) {
    int page;
    try {
      page = Math.max(0, Integer.parseInt(parameters.getSingleParameter("page").orElse("0")));
    } catch (NumberFormatException e) {
      page = 0;
    }
    return new ExperimentQuery(
        parameters.getSingleParameter("q").orElse(""),
        parameters.getSingleParameter("state").orElse(""),
        parameters.getSingleParameter("tag").orElse(""),
        page,
        SIZE);
  }

  private void load(UI ui) {
    ExperimentQuery asked = query;
    Background.run(
        ui,
        () -> new Listed(lab.experiments(asked), new Kinds(lab.kinds())),
        listed -> {
          if (asked.equals(query)) {
            show(ui, listed);
          }
        },
        failure -> trouble.show(failure, () -> load(ui)));
  }

  private void show(UI ui, Listed next) {
    trouble.clear();
    Page<ExperimentSummary> page = next.page();
    if (!next.equals(shown)) {
      shown = next;
      List<String> listed = page.items().stream().map(ExperimentSummary::id).toList();
      select(selected.stream().filter(listed::contains).collect(Collectors.toSet()));
      list.removeAll();
      if (page.items().isEmpty()) {
        list.add(isFiltered() ? nothingFound() : new PresetCards());
      } else {
        list.add(
            new HistoryTable(
                page.items(),
                next.kinds(),
                summary -> delete(ui, summary),
                selected,
                this::select));
      }
      showPosition(page);
    }
    if (page.items().stream().anyMatch(summary -> !summary.state().ended())) {
      refreshSoon(ui);
    }
  }

  /** Offers to draw the experiments {@code ids} together where there are several. */
  private void select(Set<String> ids) {
    selected = ids;
    together.setVisible(ids.size() > 1);
    together.setText("Draw %d together".formatted(ids.size()));
    together.setHref(
        "curves?"
            + new QueryParameters(Map.of("experiment", ids.stream().sorted().toList()))
                .getQueryString());
  }

  private void showPosition(Page<ExperimentSummary> page) {
    int first = query.page() * SIZE;
    newer.setVisible(query.page() > 0);
    older.setVisible(first + page.items().size() < page.total());
    position.setText(
        page.items().isEmpty()
            ? ""
            : "%s–%s of %s"
                .formatted(
                    Numbers.count(first + 1L),
                    Numbers.count(first + page.items().size()),
                    Numbers.count(page.total())));
  }

  private void refreshSoon(UI ui) {
    ExperimentQuery asked = query;
    CompletableFuture.delayedExecutor(REFRESH_SECONDS, TimeUnit.SECONDS)
        .execute(
            () ->
                Background.show(
                    ui,
                    () -> {
                      if (isAttached() && asked.equals(query)) {
                        load(ui);
                      }
                    }));
  }

  private void delete(UI ui, ExperimentSummary summary) {
    new DeleteDialog(
            summary,
            () ->
                Background.run(
                    ui,
                    () -> {
                      lab.delete(summary.id());
                      return summary.id();
                    },
                    id -> load(ui),
                    (BackendException failure) -> trouble.show(failure)))
        .open();
  }

  private boolean isFiltered() {
    return !(query.text() + query.state() + query.tag()).isBlank() || query.page() > 0;
  }

  private static Div nothingFound() {
    var nothing = new Div(new Span("No experiment matches. "), new Anchor("", "Show all"));
    nothing.addClassName("df-empty");
    return nothing;
  }
}
