package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentView;
import org.diaflow.frontend.chart.CertificatePanel;
import org.diaflow.frontend.chart.EChart;
import org.diaflow.frontend.chart.plot.ErrorPlots;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.experiment.model.CellsText;
import org.diaflow.frontend.experiment.model.LiveExperiment;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.experiment.model.Outcomes;
import org.diaflow.frontend.experiment.model.TrajectoryChoice;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** One experiment, live: progress, key figures, plot, certificate and cells. */
@Route(value = "experiments/:id", layout = MainLayout.class)
public final class ExperimentPage extends LivePage {

  private static final long serialVersionUID = 1L;

  private final Div outcomes = new Div();
  private final KeyFigures figures = new KeyFigures();
  private final EChart chart = new EChart();
  private final Panel plot = new Panel("‖x^∞ − g*‖₁ against initialization scale α", chart);
  private final CertificatePanel certificate = new CertificatePanel();
  private final TrajectoryPanel trajectories = new TrajectoryPanel(new Watching());
  private final CellTable table = new CellTable();
  private final Pre document = new Pre();
  private final Pre manifest = new Pre();

  /** A page on an experiment of {@code lab}. */
  @Inject
  public ExperimentPage(LabClient lab) {
    super(lab, "Experiment");
    chart.addClassName("df-chart-large");
    outcomes.addClassName("df-outcomes");
    outcomes.getElement().setAttribute("data-testid", "outcomes");
    outcomes.setVisible(false);
    plot.addActions(pictureActions());
    var dual = new Panel("Dual certificate |Aᵀν|", certificate);
    dual.explain("on the support exactly 1; the largest value off it is ϱ");
    var pictures = new Div(plot, dual);
    pictures.addClassName("df-pictures");
    content()
        .add(figures, outcomes, trajectories, pictures, new Panel("Cells", table), provenance());
  }

  @Override
  protected void choose(QueryParameters parameters) {
    trajectories.choose(TrajectoryChoice.of(parameters.getParameters()));
  }

  @Override
  protected boolean isFor(ExperimentView experiment) {
    if (experiment.kind().equals(ExperimentDocument.SOLVER_COMPARISON)) {
      UI.getCurrent().getPage().executeJs("location.replace($0)", "../compare/" + id());
      return false;
    }
    return true;
  }

  @Override
  protected void show(UI ui, LiveState state, ExperimentView experiment) {
    figures.show(state);
    trajectories.show(state);
    showPictures(state, experiment.document());
    showOutcomes(Outcomes.sentences(state.cells()));
    table.show(state.cells(), experiment.document().depths());
    document.setText(LabJson.write(experiment.document()));
    manifest.setText(
        experiment.manifest().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n")));
  }

  private void showPictures(LiveState state, ExperimentDocument stated) {
    List<Double> depths = stated.depths();
    String description =
        "Log-log plot of the error against alpha for depths %s, %d cells so far; the table below has the numbers."
            .formatted(depths, state.cells().size());
    chart.show(
        ErrorPlots.of(depths, stated.alphas().expand(), state.cells(), state.rates()), description);
    plot.explain(ErrorPlots.key(state.cells(), state.rates()));
    if (state.certificate() != null) {
      certificate.show(state.certificate());
    } else if (state.certificateTrouble() != null) {
      certificate.show(state.certificateTrouble());
    }
  }

  private void showOutcomes(List<String> sentences) {
    outcomes.setVisible(!sentences.isEmpty());
    outcomes.removeAll();
    sentences.forEach(sentence -> outcomes.add(new Paragraph(sentence)));
  }

  /** Keeps the address and the followed experiment up with what the panel shows. */
  private final class Watching implements TrajectoryPanel.Listener {

    @Override
    public void chosen(TrajectoryChoice choice) {
      UI.getCurrent()
          .getPage()
          .getHistory()
          .replaceState(
              null,
              new Location("experiments/" + id(), QueryParameters.simple(choice.parameters())));
    }

    @Override
    public void requested(Set<Integer> cells, @Nullable String problem) {
      LiveExperiment followed = live();
      if (followed != null) {
        followed.watch(cells, problem);
      }
    }
  }

  @Override
  protected String csv(List<CellView> cells) {
    return CellsText.csv(cells);
  }

  private Div pictureActions() {
    Button svg = chart.saveButton("plot", () -> "diaflow-%s.svg".formatted(id()));
    var handler =
        DownloadHandler.fromInputStream(
            event -> {
              byte[] text = pgfplots().getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(text),
                  "diaflow-%s.tex".formatted(id()),
                  "text/x-tex",
                  text.length);
            });
    var pgfplots = new Anchor(handler, "pgfplots");
    pgfplots.addClassName("df-quiet-link");
    return new Div(svg, pgfplots);
  }

  private String pgfplots() {
    LiveExperiment followed = live();
    if (followed == null) {
      return "";
    }
    LiveState now = followed.now();
    String stated = now.experiment() == null ? "" : LabJson.write(now.experiment().document());
    return CellsText.pgfplots(title() + "\n" + stated, now.cells());
  }

  private Div provenance() {
    document.addClassName("df-text");
    manifest.addClassName("df-text");
    var stated = new NativeDetails("Document, with the defaults that were applied", document);
    var made = new NativeDetails("Manifest: versions, seeds, machine", manifest);
    var both = new Div(stated, made);
    both.addClassName("df-provenance");
    return both;
  }
}
