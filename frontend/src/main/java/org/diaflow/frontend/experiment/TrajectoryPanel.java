package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diaflow.frontend.chart.EChart;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.chart.plot.TrajectoryPlot;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.experiment.model.ShownTrajectories;
import org.diaflow.frontend.experiment.model.TrajectoryChoice;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** What was recorded along the flows of an experiment: plots that share their time, and a table. */
final class TrajectoryPanel extends Div {

  private static final long serialVersionUID = 1L;

  /** How often the plots of running flows are drawn anew; a picture is a few hundred kilobytes. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final TrajectoryControls controls = new TrajectoryControls(this::changed);
  private final Div plots = new Div();
  private final Div words = new Div();
  private final FlowTable table = new FlowTable(cells -> changed(this.choice.withCells(cells)));
  private final Map<Quantity, PlotBox> boxes = new LinkedHashMap<>();
  private final transient Listener listener;
  private transient TrajectoryChoice choice = TrajectoryChoice.USUAL;
  private transient @Nullable LiveState live;
  private long drawn;

  /** Hears what a panel needs. */
  interface Listener {

    /** People chose something else to see. */
    void chosen(TrajectoryChoice choice);

    /** The trajectories of {@code cells} and the paths of {@code problem} are wanted. */
    void requested(Set<Integer> cells, @Nullable String problem);
  }

  TrajectoryPanel(Listener listener) {
    this.listener = listener;
    plots.addClassName("df-plots");
    words.addClassNames("df-explanation", "df-words");
    words.getElement().setAttribute("data-testid", "trajectory-words");
    var panel = new Panel("Trajectories", controls, table, plots, words);
    panel.explain(
        "markers tell flows apart; pale and thick: saddle to saddle as α → 0; dashed: lasso at"
            + " μ = 1/τ, which the time average of x follows");
    add(panel);
    setVisible(false);
  }

  /** Shows what {@code choice} states from now on. */
  void choose(TrajectoryChoice choice) {
    this.choice = choice;
    controls.show(choice);
    draw();
  }

  /** Shows what is known now; nothing is to be seen of an experiment that records nothing. */
  void show(LiveState live) {
    this.live = live;
    boolean running = !live.state().ended();
    table(live);
    if (!running || System.nanoTime() - drawn >= INTERVAL.toNanos()) {
      draw();
    }
  }

  private void table(LiveState live) {
    if (live.experiment() != null) {
      table.show(live.flows(), ShownTrajectories.cells(choice, live), live.experiment().document());
    }
  }

  private void changed(TrajectoryChoice changed) {
    choice = changed;
    listener.chosen(changed);
    controls.show(changed);
    if (live != null) {
      table(live);
    }
    draw();
  }

  private void draw() {
    LiveState now = live;
    ShownTrajectories trajectories = now == null ? null : ShownTrajectories.of(choice, now);
    if (now == null || trajectories == null || now.flows().isEmpty()) {
      return;
    }
    drawn = System.nanoTime();
    setVisible(true);
    listener.requested(ShownTrajectories.cells(choice, now), trajectories.requestedProblem());
    controls.offer(trajectories.offered(), choice);
    List<Quantity> shown = trajectories.shown();
    boxes.values().forEach(box -> box.setVisible(false));
    List<TrajectoryPlot> drawnPlots = shown.stream().map(trajectories::plot).toList();
    for (int k = 0; k < shown.size(); k++) {
      box(shown.get(k)).show(drawnPlots.get(k), choice.logarithmic(shown.get(k)));
    }
    words.removeAll();
    trajectories.sentences(drawnPlots).forEach(sentence -> words.add(new Paragraph(sentence)));
  }

  private PlotBox box(Quantity quantity) {
    return boxes.computeIfAbsent(
        quantity,
        _ -> {
          var box = new PlotBox(quantity);
          plots.add(box);
          return box;
        });
  }

  private final class PlotBox extends Div {

    private static final long serialVersionUID = 1L;

    private final Quantity quantity;
    private final EChart chart = new EChart();
    private final Checkbox logarithmic = new Checkbox("log");

    PlotBox(Quantity quantity) {
      this.quantity = quantity;
      addClassName("df-plot");
      getElement()
          .setAttribute("data-testid", "trajectory-plot")
          .setAttribute("data-quantity", quantity.id());
      chart.addClassName("df-chart-medium");
      logarithmic.setAriaLabel("logarithmic axis of " + quantity.title());
      logarithmic.addValueChangeListener(
          change -> {
            if (change.isFromClient()) {
              changed(choice.with(quantity, change.getValue()));
            }
          });
      Button svg =
          chart.saveButton(
              "plot of " + quantity.title(), () -> "diaflow-%s.svg".formatted(quantity.id()));
      var actions = new Div(logarithmic, svg);
      actions.addClassName("df-actions");
      var head = new Div(new H3(quantity.title()), actions);
      head.addClassName("df-panel-head");
      add(head, chart);
    }

    void show(TrajectoryPlot plot, boolean isLogarithmic) {
      setVisible(true);
      logarithmic.setValue(isLogarithmic);
      getElement()
          .setAttribute(
              "data-curves",
              String.valueOf(
                  plot.tracks().stream()
                      .filter(curve -> curve.style() == TrajectoryPlot.Style.FLOW)
                      .count()));
      chart.show(
          plot,
          "%s over %s, %d curves; the table below tells where each flow ended."
              .formatted(quantity.title(), plot.time().name(), plot.tracks().size()));
    }
  }
}
