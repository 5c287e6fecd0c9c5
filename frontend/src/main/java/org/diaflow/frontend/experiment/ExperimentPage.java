package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
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
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentView;
import org.diaflow.frontend.chart.CertificatePanel;
import org.diaflow.frontend.chart.Chart;
import org.diaflow.frontend.chart.ErrorPlots;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.experiment.LiveState.Link;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.diaflow.frontend.shell.Trouble;
import org.jspecify.annotations.Nullable;

/** One experiment, live: progress, key figures, plot, certificate and cells. */
@Route(value = "experiments/:id", layout = MainLayout.class)
public final class ExperimentPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final Trouble trouble = new Trouble();
  private final Div link = new Div();
  private final Div content = new Div();
  private final Div outcomes = new Div();
  private final KeyFigures figures = new KeyFigures();
  private final Chart chart = new Chart();
  private final Panel plot = new Panel("‖x^∞ − g*‖₁ against initialization scale α", chart);
  private final CertificatePanel certificate = new CertificatePanel();
  private final TrajectoryPanel trajectories = new TrajectoryPanel(new Watching());
  private final CellTable table = new CellTable();
  private final Pre document = new Pre();
  private final Pre manifest = new Pre();
  private String id = "";
  private String title = "Experiment";
  private transient @Nullable ExperimentHeader header;
  private transient @Nullable LiveExperiment live;

  /** A page on an experiment of {@code lab}. */
  @Inject
  public ExperimentPage(LabClient lab) {
    this.lab = lab;
    addClassName("df-page");
    link.addClassName("df-link");
    link.getElement().setAttribute("role", "status").setAttribute("data-testid", "stream");
    link.getElement().setAttribute("hidden", true);
    chart.addClassName("df-chart-large");
    content.addClassName("df-stack");
    outcomes.addClassName("df-outcomes");
    outcomes.getElement().setAttribute("data-testid", "outcomes");
    outcomes.setVisible(false);
    content.setVisible(false);
    plot.addActions(pictureActions());
    var dual = new Panel("Dual certificate |Aᵀν|", certificate);
    dual.explain("on the support exactly 1; the largest value off it is ϱ");
    var pictures = new Div(plot, dual);
    pictures.addClassName("df-pictures");
    content.add(figures, outcomes, trajectories, pictures, new Panel("Cells", table), provenance());
    add(trouble, link, content);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted = event.getRouteParameters().get("id").orElseThrow();
    trajectories.choose(
        TrajectoryChoice.of(event.getLocation().getQueryParameters().getParameters()));
    if (wanted.equals(id)) {
      return;
    }
    id = wanted;
    if (header != null) {
      remove(header);
    }
    header = new ExperimentHeader(id, this::command, this::csv);
    header.setVisible(false);
    addComponentAsFirst(header);
    if (live != null) {
      live.close();
      follow(event.getUI());
    }
  }

  @Override
  public String getPageTitle() {
    return title + " · Diaflow";
  }

  @Override
  protected void onAttach(AttachEvent event) {
    follow(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (live != null) {
      live.close();
    }
  }

  private void follow(UI ui) {
    live = new LiveExperiment(lab, id, state -> Background.show(ui, () -> show(ui, state)));
    live.start();
  }

  private void show(UI ui, LiveState state) {
    showTrouble(ui, state.failure());
    showLink(state.link());
    ExperimentView experiment = state.experiment();
    if (experiment == null || header == null) {
      return;
    }
    if (experiment.kind().equals(ExperimentDocument.SOLVER_COMPARISON)) {
      ui.getPage().executeJs("location.replace($0)", "../compare/" + id);
      return;
    }
    if (!title.equals(experiment.name())) {
      title = experiment.name();
      ui.getPage().setTitle(getPageTitle());
    }
    content.setVisible(true);
    header.setVisible(true);
    header.show(state);
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
      certificate.tell(state.certificateTrouble());
    }
  }

  private void showOutcomes(List<String> sentences) {
    outcomes.setVisible(!sentences.isEmpty());
    outcomes.removeAll();
    sentences.forEach(sentence -> outcomes.add(new Paragraph(sentence)));
  }

  private void showTrouble(UI ui, @Nullable BackendException failure) {
    if (failure == null) {
      trouble.clear();
    } else {
      trouble.tell(failure, () -> follow(ui));
    }
  }

  private void showLink(Link now) {
    link.getElement().setAttribute("hidden", now.kind() != Link.Kind.LOST);
    link.getElement().setAttribute("data-value", now.kind().name());
    link.setText(
        now.seconds() > 0
            ? "The backend is lost, trying again in %d s. What was received stays here."
                .formatted(now.seconds())
            : "The backend is lost, trying again now. What was received stays here.");
  }

  /** Keeps the address and the followed experiment up with what the panel shows. */
  private final class Watching implements TrajectoryPanel.Listener {

    @Override
    public void chosen(TrajectoryChoice choice) {
      UI.getCurrent()
          .getPage()
          .getHistory()
          .replaceState(
              null, new Location("experiments/" + id, QueryParameters.simple(choice.parameters())));
    }

    @Override
    public void wanted(Set<Integer> cells, @Nullable String problem) {
      if (live != null) {
        live.watch(cells, problem);
      }
    }
  }

  private void command(LabClient.Command command) {
    LiveExperiment followed = live;
    UI ui = UI.getCurrent();
    if (followed != null) {
      followed.command(command, failure -> Background.show(ui, () -> trouble.tell(failure)));
    }
  }

  private String csv() {
    return live == null ? "" : CellsText.csv(live.now().cells());
  }

  private Div pictureActions() {
    var svg = new Button("SVG", click -> chart.download("diaflow-%s.svg".formatted(id)));
    svg.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    svg.setAriaLabel("Download the plot as SVG");
    var handler =
        DownloadHandler.fromInputStream(
            event -> {
              byte[] text = pgfplots().getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(text),
                  "diaflow-%s.tex".formatted(id),
                  "text/x-tex",
                  text.length);
            });
    var pgfplots = new Anchor(handler, "pgfplots");
    pgfplots.addClassName("df-quiet-link");
    return new Div(svg, pgfplots);
  }

  private String pgfplots() {
    if (live == null) {
      return "";
    }
    LiveState now = live.now();
    String stated = now.experiment() == null ? "" : LabJson.write(now.experiment().document());
    return CellsText.pgfplots(title + "\n" + stated, now.cells());
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
