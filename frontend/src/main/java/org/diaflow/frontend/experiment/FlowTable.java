package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.frontend.experiment.model.FlowState;
import org.diaflow.frontend.experiment.model.FlowTracks;
import org.diaflow.frontend.experiment.model.TrajectoryChoice;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Tables;
import org.jspecify.annotations.Nullable;

/** The flows of an experiment: which are shown, how far they came, why and when they stopped. */
final class FlowTable extends Div {

  private static final long serialVersionUID = 1L;

  /** Markers as text, in the order in which plots use them. */
  private static final List<String> MARKERS = List.of("●", "■", "▲", "◆", "▼", "✖", "✚", "⧗");

  private static final int MOST_ROWS = 200;

  private static final List<String> HEADINGS =
      List.of("flow", "stopped", "at τ", "steps", "α_∞", "projection error", "advice");

  private final NativeTableBody body;
  private final Paragraph words = new Paragraph();
  private final Map<Integer, Row> rows = new LinkedHashMap<>();
  private final transient Consumer<Set<Integer>> chosen;

  /** A table that tells {@code chosen} the indices of the cells to show when people change them. */
  FlowTable(Consumer<Set<Integer>> chosen) {
    this.chosen = chosen;
    addClassName("df-flows");
    body = Tables.into(this, "Recorded flows", HEADINGS);
    words.addClassName("df-explanation");
    add(words);
  }

  /** Shows {@code flows}, those of {@code shown} with the markers they have in the plots. */
  void show(List<FlowState> flows, Set<Integer> shown, ExperimentDocument document) {
    for (FlowState flow : flows.subList(0, Math.min(MOST_ROWS, flows.size()))) {
      Row row =
          rows.computeIfAbsent(
              flow.cell().index(), _ -> new Row(FlowTracks.name(flow.cell(), document)));
      row.show(flow, new ArrayList<>(shown).indexOf(flow.cell().index()), shown.size());
    }
    boolean descents = flows.stream().anyMatch(flow -> flow.cell().effectiveScale() != null);
    setClassName("df-hide-descent", !descents);
    words.setText(words(flows, descents));
    words.setVisible(!words.getText().isEmpty());
  }

  private static String words(List<FlowState> flows, boolean descents) {
    var sentences = new ArrayList<String>();
    if (flows.size() > TrajectoryChoice.MOST_CELLS) {
      sentences.add("At most %d flows are shown at once.".formatted(TrajectoryChoice.MOST_CELLS));
    }
    if (flows.size() > MOST_ROWS) {
      sentences.add(
          "The table lists the first %d of %s flows; cells=… in the address shows any."
              .formatted(MOST_ROWS, Numbers.count(flows.size())));
    }
    if (descents) {
      sentences.add(
          "(Stochastic) gradient descent ends where a flow of its own scale ends: α_∞ is the"
              + " geometric mean of that scale, the projection error the relative distance between"
              + " the two ends.");
    }
    return String.join(" ", sentences);
  }

  private void choose() {
    var indices = new TreeSet<Integer>();
    rows.forEach(
        (index, row) -> {
          if (row.box.getValue()) {
            indices.add(index);
          }
        });
    chosen.accept(indices);
  }

  private final class Row {

    private final Checkbox box = new Checkbox();
    private final Span marker = new Span();
    private final NativeTableCell stopped = new NativeTableCell();
    private final NativeTableCell time = new NativeTableCell();
    private final NativeTableCell steps = new NativeTableCell();
    private final NativeTableCell scale = new NativeTableCell();
    private final NativeTableCell error = new NativeTableCell();
    private final NativeTableCell advice = new NativeTableCell();
    private final NativeTableRow line;

    Row(String name) {
      marker.addClassName("df-marker");
      marker.getElement().setAttribute("aria-hidden", "true");
      box.setLabel(name);
      box.addValueChangeListener(
          change -> {
            if (change.isFromClient()) {
              choose();
            }
          });
      stopped.addClassName("df-stopped");
      advice.addClassName("df-advice");
      var flow = new Div(marker, box);
      flow.addClassName("df-flow");
      line =
          new NativeTableRow(new NativeTableCell(flow), stopped, time, steps, scale, error, advice);
      line.getElement().setAttribute("data-testid", "flow");
      body.add(line);
    }

    void show(FlowState flow, int color, int shown) {
      CellView cell = flow.cell();
      boolean isShown = color >= 0;
      marker.setText(isShown ? MARKERS.get(color) : "");
      marker.getStyle().set("color", "var(--df-series-%d)".formatted(Math.max(0, color)));
      box.setValue(isShown);
      box.setEnabled(isShown || shown < TrajectoryChoice.MOST_CELLS);
      String reason = stopped(flow);
      stopped.setText(reason);
      stopped.getElement().setAttribute("data-reason", flow.ended() ? reason : "");
      number(
          time,
          flow.ended() || flow.samples().isEmpty()
              ? cell.time()
              : Double.valueOf(flow.samples().getLast().time()),
          5);
      steps.setText(cell.steps() == null ? Numbers.MISSING : Numbers.count(cell.steps()));
      number(scale, cell.effectiveScale(), 4);
      number(error, cell.projectionError(), 2);
      advice.setText(cell.advice() == null ? "" : cell.advice());
      line.getElement()
          .setAttribute("data-index", String.valueOf(cell.index()))
          .setAttribute("data-state", cell.state().name());
    }

    private static void number(NativeTableCell cell, @Nullable Double value, int digits) {
      cell.setText(Numbers.rounded(value, digits));
      cell.setTitle(value == null ? "" : Numbers.exact(value));
    }

    private static String stopped(FlowState flow) {
      String reason = flow.cell().stopReason();
      return switch (flow.cell().state()) {
        case DONE -> reason == null ? Numbers.MISSING : reason;
        case CANCELLED -> "cancelled";
        case QUEUED, RUNNING -> flow.samples().isEmpty() ? "waiting" : "running";
      };
    }
  }
}
