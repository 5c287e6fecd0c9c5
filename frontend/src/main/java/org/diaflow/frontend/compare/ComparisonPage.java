package org.diaflow.frontend.compare;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.frontend.chart.EChart;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.compare.model.ComparisonPlots;
import org.diaflow.frontend.compare.model.ContestantKey;
import org.diaflow.frontend.compare.model.ProfileChoice;
import org.diaflow.frontend.compare.model.RunPages;
import org.diaflow.frontend.compare.model.Runs;
import org.diaflow.frontend.compare.model.RunsText;
import org.diaflow.frontend.experiment.LivePage;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.experiment.model.LiveQuery;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Newest;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** A comparison of ℓ¹ solvers, live: verdicts, profiles, error against time, and every run. */
@Route(value = "compare/:id", layout = MainLayout.class)
public final class ComparisonPage extends LivePage {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final ContestantTable verdicts = new ContestantTable();
  private final EChart errors = new EChart();
  private final EChart profiles = new EChart();
  private final Panel profilePanel = new Panel("Performance profiles", profiles);
  private final Select<Long> seed = new Select<>();
  private final Select<ProfileChoice> profile = new Select<>();
  private final RunTable table = new RunTable();
  private final Pre document = new Pre();
  private long wantedSeed = Long.MIN_VALUE;
  private transient @Nullable LiveQuery<String, Compared> query;
  private transient @Nullable ComparisonSummary summary;
  private transient Runs runs = Runs.NONE;
  private transient @Nullable ExperimentView shown;
  private int done;

  /** What the backend tells of a comparison. */
  private record Compared(ComparisonSummary summary, Runs runs) {}

  /** A page on a comparison of {@code lab}. */
  @Inject
  public ComparisonPage(LabClient lab) {
    super(lab, "Comparison");
    this.lab = lab;
    errors.addClassName("df-chart-large");
    profiles.addClassName("df-chart-large");
    document.addClassName("df-text");
    seed.setAriaLabel("Seed whose way is drawn");
    seed.setItemLabelGenerator(value -> "seed " + value);
    seed.addValueChangeListener(change -> chosen(change.isFromClient()));
    profile.setAriaLabel("Which profiles are drawn");
    profile.setItems(ProfileChoice.values());
    profile.setItemLabelGenerator(ProfileChoice::title);
    profile.setValue(ProfileChoice.RETURNED);
    profile.addValueChangeListener(change -> chosen(change.isFromClient()));
    var errorPanel = new Panel("Error against time", errors);
    errorPanel.explain(
        "hollow: as returned; filled: purified, its time added; lines: the way there for one seed;"
            + " ▼ zero, ✕ not finite");
    errorPanel.addActions(
        seed, errors.saveButton("errors", () -> "diaflow-errors-%s.svg".formatted(id())));
    profilePanel.addActions(
        profile, profiles.saveButton("profiles", () -> "diaflow-profiles-%s.svg".formatted(id())));
    var pictures = new Div(errorPanel, profilePanel);
    pictures.addClassName("df-halves");
    var verdictPanel = new Panel("Verdicts", verdicts);
    verdictPanel.explain(
        "the judge's: solved up to 1e-6, acceptable up to 1e-1, by ‖x − x*‖₂ / max(1, ‖x*‖₂),"
            + " or without a known x* by residual and gap");
    var stated = new NativeDetails("Document, with the defaults that were applied", document);
    var provenance = new Div(stated);
    provenance.addClassName("df-provenance");
    content().add(verdictPanel, pictures, new Panel("Runs", table), provenance);
  }

  @Override
  protected void choose(QueryParameters parameters) {
    parameters
        .getSingleParameter("profile")
        .flatMap(ProfileChoice::of)
        .ifPresent(profile::setValue);
    parameters
        .getSingleParameter("seed")
        .filter(text -> text.matches("-?\\d{1,18}"))
        .ifPresent(text -> wantedSeed = Long.parseLong(text));
  }

  @Override
  protected void opened() {
    query = null;
    summary = null;
    runs = Runs.NONE;
    done = 0;
  }

  @Override
  protected boolean isFor(ExperimentView experiment, Kinds kinds) {
    return true;
  }

  @Override
  protected void show(UI ui, LiveState state, ExperimentView experiment) {
    if (!experiment.equals(shown)) {
      shown = experiment;
      document.setText(LabJson.write(experiment.document()));
    }
    ask(ui, state);
  }

  /** Asks for verdicts and runs when the page is opened, while runs end, and after the last one. */
  private void ask(UI ui, LiveState state) {
    LiveQuery<String, Compared> standing = query;
    if (standing == null) {
      String asking = id();
      var pages = new RunPages(page -> lab.cells(asking, page, RunPages.SIZE));
      standing =
          new LiveQuery<>(
              asked -> new Compared(lab.comparison(asked), pages.fetch()),
              new Newest<>(ui, this::take));
      query = standing;
      standing.show(asking);
    } else if (state.progress().done() > done) {
      standing.advanced();
    }
    done = state.progress().done();
  }

  private void take(LiveQuery.Answer<String, Compared> answer) {
    Compared compared = answer.result();
    LiveQuery<String, Compared> standing = query;
    if (!answer.request().equals(id()) || standing == null) {
      return;
    }
    if (compared == null) {
      trouble().show(Objects.requireNonNull(answer.failure()), standing::askNow);
      return;
    }
    summary = compared.summary();
    runs = compared.runs();
    verdicts.show(compared.summary());
    table.show(runs);
    offerSeeds(runs.seeds());
    draw();
  }

  private void offerSeeds(List<Long> seeds) {
    if (!seeds.isEmpty() && !seeds.equals(seed.getListDataView().getItems().toList())) {
      seed.setItems(seeds);
      seed.setValue(seeds.contains(wantedSeed) ? Long.valueOf(wantedSeed) : seeds.getFirst());
      seed.setVisible(seeds.size() > 1);
    }
  }

  private void chosen(boolean byUser) {
    if (byUser && seed.getValue() != null) {
      String state =
          "compare/%s?seed=%d&profile=%s".formatted(id(), seed.getValue(), profile.getValue().id());
      UI.getCurrent().getPage().getHistory().replaceState(null, state);
    }
    draw();
  }

  private void draw() {
    ComparisonSummary known = summary;
    Long chosen = seed.getValue();
    if (known == null || chosen == null) {
      return;
    }
    List<CellView> ended = runs.ended();
    var plots = new ComparisonPlots(known.contestants().stream().map(ContestantKey::of).toList());
    errors.show(
        plots.errors(ended, chosen),
        "Error of %d runs against their time on logarithmic axes; the table of runs has the numbers."
            .formatted(ended.size()));
    profiles.show(
        plots.profiles(known, profile.getValue()),
        "Fraction of %d problems solved within a multiple of the best time, by solver."
            .formatted(known.problems()));
    profilePanel.explain(
        "%d problem%s that every solver has met; solid: with purification, dashed: as returned"
            .formatted(known.problems(), known.problems() == 1 ? "" : "s"));
  }

  @Override
  protected DownloadResponse csv() {
    List<CellView> ended = new Runs(lab.allCells(id()), 0).ended();
    byte[] content = RunsText.csv(ended).getBytes(StandardCharsets.UTF_8);
    return new DownloadResponse(
        new ByteArrayInputStream(content),
        "diaflow-%s.csv".formatted(id()),
        "text/csv",
        content.length);
  }
}
