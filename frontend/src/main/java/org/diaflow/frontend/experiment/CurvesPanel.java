package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.EChart;
import org.diaflow.frontend.chart.plot.CurvePlot;
import org.diaflow.frontend.chart.plot.CurvePlots;
import org.diaflow.frontend.chart.plot.CurveWords;
import org.diaflow.frontend.chart.plot.MapPlots;
import org.diaflow.frontend.client.CurvesRequest;
import org.diaflow.frontend.experiment.model.CurveOffer;
import org.diaflow.frontend.experiment.model.CurveRow;
import org.diaflow.frontend.experiment.model.CurvesChoice;
import org.diaflow.frontend.experiment.model.CurvesText;
import org.diaflow.frontend.experiment.model.LiveQuery;
import org.diaflow.frontend.experiment.model.ShownCurves;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.Newest;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** Curves or a map of a measure, asked for when more cells have ended, with what to choose. */
final class CurvesPanel extends Div {

  private static final long serialVersionUID = 1L;

  private final CurveControls controls = new CurveControls(this::changed);
  private final EChart chart = new EChart();
  private final CurveTable table = new CurveTable();
  private final Panel panel = new Panel("Curves", controls, chart, table);
  private final ErrorBanner trouble = new ErrorBanner();
  private final transient Function<CurvesRequest, CurvesView> source;
  private final transient Listener listener;
  private transient CurvesChoice choice = CurvesChoice.USUAL;
  private transient @Nullable CurveOffer offer;
  private transient @Nullable ShownCurves shown;
  private transient @Nullable CurvesView view;
  private transient @Nullable LiveQuery<CurvesRequest, CurvesView> curves;
  private transient List<RateView> rates = List.of();
  private long done;
  private boolean ended;

  /** Hears what a panel shows. */
  interface Listener {

    /** People chose something else to see. */
    void chosen(CurvesChoice choice);

    /** {@code curves} are drawn as {@code shown}. */
    void drawn(CurvesView curves, ShownCurves shown);
  }

  /**
   * A panel that asks {@code source}; {@code fileName} is that of its downloads, without ending.
   */
  CurvesPanel(
      Function<CurvesRequest, CurvesView> source,
      java.util.function.Supplier<String> fileName,
      Listener listener) {
    this.source = source;
    this.listener = listener;
    chart.addClassName("df-chart-large");
    panel.getElement().setAttribute("data-testid", "curves");
    panel.addActions(
        new Div(
            chart.saveButton("plot", () -> fileName.get() + ".svg"),
            download("pgfplots", fileName, ".tex", "text/x-tex", this::pgfplots),
            download("CSV", fileName, ".csv", "text/csv", (drawn, _) -> CurvesText.csv(drawn))));
    add(trouble, panel);
  }

  /** Shows what {@code choice} states from now on. */
  void choose(CurvesChoice choice) {
    this.choice = choice;
    resolve();
  }

  /** Forgets what is shown: the page turns to other experiments. */
  void clear() {
    curves = null;
    offer = null;
    shown = null;
    view = null;
    done = 0;
    ended = false;
  }

  /** Shows what {@code offer} has, of which {@code done} cells have ended. */
  void show(UI ui, CurveOffer offer, List<RateView> rates, long done, boolean ended) {
    boolean first = curves == null;
    boolean last = ended && !this.ended;
    boolean more = done > this.done;
    boolean redraw = ended && !rates.equals(this.rates); // before that, with the next curves
    this.rates = rates;
    this.done = done;
    this.ended = ended;
    if (first) {
      curves = new LiveQuery<>(source, new Newest<>(ui, this::take));
    }
    if (!offer.equals(this.offer)) {
      this.offer = offer;
      resolve();
    } else if (redraw) {
      draw();
    }
    LiveQuery<CurvesRequest, CurvesView> asked = curves;
    if (asked != null && !first && last) {
      asked.askNow();
    } else if (asked != null && !first && more) {
      asked.advanced();
    }
  }

  private void changed(CurvesChoice changed) {
    choice = changed;
    listener.chosen(changed);
    resolve();
  }

  /** Finds out what the choice shows, asks for it, and draws it if it is there. */
  private void resolve() {
    CurveOffer known = offer;
    LiveQuery<CurvesRequest, CurvesView> asked = curves;
    if (known == null || asked == null) {
      return;
    }
    ShownCurves next = ShownCurves.of(choice, known);
    if (shown != null && !shown.request().equals(next.request())) {
      view = null;
    }
    shown = next;
    controls.show(choice, known, next);
    panel.rename(next.title());
    asked.show(next.request());
    draw();
  }

  private void take(LiveQuery.Answer<CurvesRequest, CurvesView> answer) {
    ShownCurves now = shown;
    if (now == null || !answer.request().equals(now.request())) {
      return;
    }
    if (answer.failure() != null) {
      trouble.show(answer.failure(), this::askAgain);
      return;
    }
    trouble.clear();
    view = answer.result();
    draw();
  }

  private void askAgain() {
    if (curves != null) {
      curves.askNow();
    }
  }

  private void draw() {
    CurvesView drawn = view;
    ShownCurves now = shown;
    if (drawn == null || now == null) {
      return;
    }
    List<CurveRow> rows = CurveRow.of(drawn, now.scene());
    AxisView second = now.scene().x2();
    if (second != null) {
      chart.show(MapPlots.of(drawn, now.scene(), second), now.description(drawn));
      panel.explain(CurveWords.mapKey(drawn, now.scene()));
    } else {
      CurvePlot plot = CurvePlots.of(drawn, now.scene(), rates);
      chart.show(plot, now.description(drawn));
      panel.explain(
          rows.isEmpty() ? "No cell has ended yet." : CurveWords.key(drawn, now.scene(), plot));
    }
    table.show(rows);
    panel
        .getElement()
        .setAttribute("data-measure", now.scene().y().name())
        .setAttribute(
            "data-cells",
            Long.toString(
                rows.stream().mapToLong(r -> r.values() + r.failed() + r.notFinite()).sum()));
    listener.drawn(drawn, now);
  }

  private String pgfplots(CurvesView drawn, ShownCurves now) {
    return CurvesText.pgfplots(now.title(), drawn, now.scene());
  }

  private Anchor download(
      String label,
      java.util.function.Supplier<String> fileName,
      String ending,
      String type,
      BiFunction<CurvesView, ShownCurves, String> content) {
    var handler =
        DownloadHandler.fromInputStream(
            event -> {
              CurvesView drawn = view;
              ShownCurves now = shown;
              byte[] text =
                  (drawn == null || now == null ? "" : content.apply(drawn, now))
                      .getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(text), fileName.get() + ending, type, text.length);
            });
    var link = new Anchor(handler, label);
    link.addClassName("df-quiet-link");
    return link;
  }
}
