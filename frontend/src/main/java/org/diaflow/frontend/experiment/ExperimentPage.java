package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.diaflow.api.CurvesView;
import org.diaflow.api.ExperimentView;
import org.diaflow.frontend.chart.CertificatePanel;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.experiment.model.CurveOffer;
import org.diaflow.frontend.experiment.model.CurvesChoice;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.experiment.model.LiveExperiment;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.experiment.model.Outcomes;
import org.diaflow.frontend.experiment.model.ShownCurves;
import org.diaflow.frontend.experiment.model.TrajectoryChoice;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** One experiment, live: progress, key figures, curves, certificate and cells. */
@Route(value = "experiments/:id", layout = MainLayout.class)
public final class ExperimentPage extends LivePage {

  private static final long serialVersionUID = 1L;
  private static final int UNKNOWN_LENGTH = -1;

  private final transient LabClient lab;
  private final Div outcomes = new Div();
  private final KeyFigures figures = new KeyFigures();
  private final CurvesPanel curves;
  private final CertificatePanel certificate = new CertificatePanel();
  private final Panel dual = new Panel("Dual certificate |Aᵀν|", certificate);
  private final Div pictures;
  private final TrajectoryPanel trajectories = new TrajectoryPanel(new Watching());
  private final CellGrid table;
  private final Pre document = new Pre();
  private final Pre manifest = new Pre();
  private transient CurvesChoice curvesChoice = CurvesChoice.USUAL;
  private transient TrajectoryChoice trajectoryChoice = TrajectoryChoice.USUAL;
  private transient @Nullable LiveState known;
  private transient @Nullable Double disagreement;

  /** A page on an experiment of {@code lab}. */
  @Inject
  public ExperimentPage(LabClient lab) {
    super(lab, "Experiment");
    this.lab = lab;
    curves = new CurvesPanel(lab::curves, () -> "diaflow-" + id(), new Drawing());
    table = new CellGrid(lab, trouble());
    outcomes.addClassName("df-outcomes");
    outcomes.getElement().setAttribute("data-testid", "outcomes");
    outcomes.setVisible(false);
    dual.explain("on the support exactly 1; the largest value off it is ϱ");
    pictures = new Div(curves, dual);
    pictures.addClassName("df-pictures");
    content()
        .add(figures, outcomes, trajectories, pictures, new Panel("Cells", table), provenance());
  }

  @Override
  protected void choose(QueryParameters parameters) {
    trajectoryChoice = TrajectoryChoice.of(parameters.getParameters());
    trajectories.choose(trajectoryChoice);
    curvesChoice = CurvesChoice.of(parameters.getParameters());
    curves.choose(curvesChoice);
  }

  @Override
  protected void opened() {
    curves.clear();
    disagreement = null;
  }

  @Override
  protected boolean isFor(ExperimentView experiment, Kinds kinds) {
    if (kinds.compares(experiment.kind())) {
      UI.getCurrent().getPage().executeJs("location.replace($0)", "../compare/" + id());
      return false;
    }
    return true;
  }

  @Override
  protected void show(UI ui, LiveState state, ExperimentView experiment) {
    boolean other = known == null || !experiment.equals(known.experiment());
    known = state;
    var offer = CurveOffer.of(List.of(experiment), state.measures());
    figures.show(state, disagreement);
    trajectories.show(state);
    curves.show(ui, offer, state.rates(), state.progress().done(), state.state().ended());
    showCertificate(state);
    table.show(experiment, offer, state);
    if (other) {
      document.setText(LabJson.write(experiment.document()));
      manifest.setText(
          experiment.manifest().entrySet().stream()
              .map(entry -> entry.getKey() + ": " + entry.getValue())
              .collect(Collectors.joining("\n")));
    }
  }

  private void showCertificate(LiveState state) {
    if (state.certificate() != null) {
      certificate.show(state.certificate());
    } else if (state.certificateTrouble() != null) {
      certificate.show(state.certificateTrouble());
    }
    boolean none = LiveExperiment.NOT_STORED.equals(state.certificateTrouble());
    dual.setVisible(!none);
    pictures.setClassName("df-alone", none);
  }

  @Override
  protected DownloadResponse csv() {
    return new DownloadResponse(
        lab.cellsCsv(id()), "diaflow-%s.csv".formatted(id()), "text/csv", UNKNOWN_LENGTH);
  }

  private void showOutcomes(List<String> sentences) {
    outcomes.setVisible(!sentences.isEmpty());
    outcomes.removeAll();
    sentences.forEach(sentence -> outcomes.add(new Paragraph(sentence)));
  }

  /** Keeps the address up with what the page shows. */
  private void address() {
    var parameters = new LinkedHashMap<String, String>(curvesChoice.parameters());
    parameters.putAll(trajectoryChoice.parameters());
    UI.getCurrent()
        .getPage()
        .getHistory()
        .replaceState(
            null, new Location("experiments/" + id(), QueryParameters.simple(parameters)));
  }

  /** Keeps address and figures up with the curves. */
  private final class Drawing implements CurvesPanel.Listener {

    @Override
    public void chosen(CurvesChoice choice) {
      curvesChoice = choice;
      address();
    }

    @Override
    public void drawn(CurvesView drawn, ShownCurves shown) {
      showOutcomes(Outcomes.sentences(drawn, shown.scene()));
      Double largest = ShownCurves.disagreement(drawn);
      if (largest != null && known != null) {
        disagreement = largest;
        figures.show(known, disagreement);
      }
    }
  }

  /** Keeps the address and the followed experiment up with what the panel shows. */
  private final class Watching implements TrajectoryPanel.Listener {

    @Override
    public void chosen(TrajectoryChoice choice) {
      trajectoryChoice = choice;
      address();
    }

    @Override
    public void requested(Set<Integer> cells, @Nullable String problem) {
      LiveExperiment followed = live();
      if (followed != null) {
        followed.watch(cells, problem);
      }
    }
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
