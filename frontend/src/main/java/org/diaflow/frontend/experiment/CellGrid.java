package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.Page;
import org.diaflow.api.Progress;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.CellColumn;
import org.diaflow.frontend.experiment.model.CurveOffer;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.ErrorBanner;

/** The cells of an experiment in numbers; rows are fetched as they come into sight. */
final class CellGrid extends Div {

  private static final long serialVersionUID = 1L;

  private static final int PAGE = 30;

  /** How often rows are fetched anew while cells end. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Fetches rows while the page is not locked. */
  private static final Executor THREADS = task -> Thread.ofVirtual().name("cells").start(task);

  private final transient LabClient lab;
  private final Grid<CellView> grid = new Grid<>();
  private final Paragraph count = new Paragraph();
  private final ErrorBanner trouble;
  private transient List<CellColumn> columns = List.of();
  private String id = "";
  private volatile int total;
  private int done = -1;
  private long refreshed;

  /** A table of cells of {@code lab}; {@code trouble} tells when rows cannot be fetched. */
  CellGrid(LabClient lab, ErrorBanner trouble) {
    this.lab = lab;
    this.trouble = trouble;
    addClassName("df-cells");
    count.addClassName("df-explanation");
    grid.setPageSize(PAGE);
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setColumnReorderingAllowed(true);
    grid.getElement()
        .setAttribute("aria-label", "Cells of the experiment")
        .setAttribute("data-testid", "cells");
    grid.getDataCommunicator().enablePushUpdates(THREADS);
    grid.setDataProvider(DataProvider.fromCallbacks(this::fetch, query -> total));
    add(grid, count);
  }

  /** Shows the cells of {@code experiment} as {@code live} tells of them. */
  void show(ExperimentView experiment, CurveOffer offer, LiveState live) {
    Progress progress = live.progress();
    boolean other = !experiment.id().equals(id);
    if (other) {
      id = experiment.id();
      columns = CellColumn.of(experiment, offer);
      grid.removeAllColumns();
      columns.forEach(this::addColumn);
    }
    boolean changed = progress.done() != done || progress.total() != total;
    boolean due = System.nanoTime() - refreshed >= INTERVAL.toNanos() || live.state().ended();
    if (other || (changed && due)) {
      refreshed = System.nanoTime();
      done = progress.done();
      total = progress.total();
      grid.setHeight(Math.min(total + 1, 12) * 34 + 12 + "px");
      grid.getDataProvider().refreshAll();
      count.setText(
          "%s of %s cells ended; the CSV file has every axis and measure of all of them."
              .formatted(Numbers.count(done), Numbers.count(total)));
    }
  }

  private Stream<CellView> fetch(Query<CellView, Void> query) {
    try {
      Page<CellView> page = lab.cells(id, query.getPage(), query.getPageSize());
      return page.items().stream();
    } catch (BackendException e) {
      getUI().ifPresent(ui -> ui.access(() -> trouble.show(e)));
      return Stream.of();
    }
  }

  private void addColumn(CellColumn column) {
    var heading = new Span(column.heading());
    heading.setTitle(column.title());
    var renderer =
        LitRenderer.<CellView>of(
                "<span data-testid=\"cell-%s\" data-index=\"${item.index}\" class=\"${item.kind ?? ''}\""
                        .formatted(column.key().replaceAll("[^\\w.-]", "_"))
                    + " title=\"${item.exact ?? item.text}\">${item.text}</span>")
            .withProperty("index", CellView::index)
            .withProperty("text", column.text()::apply)
            .withProperty("exact", column.exact()::apply);
    if (column.key().equals(CellColumn.STOPPED)) {
      renderer.withProperty("kind", CellGrid::kind);
    }
    grid.addColumn(renderer)
        .setHeader(heading)
        .setKey(column.key())
        .setAutoWidth(true)
        .setFlexGrow(1)
        .setResizable(true);
  }

  private static String kind(CellView cell) {
    return cell.stopReason() == null || cell.stopReason().equals("converged") ? "" : "df-failed";
  }
}
