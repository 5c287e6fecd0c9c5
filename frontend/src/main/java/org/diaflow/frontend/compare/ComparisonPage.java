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
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.SeedProblem;
import org.diaflow.frontend.chart.EChart;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.compare.model.ComparisonPlots;
import org.diaflow.frontend.compare.model.ContestantKey;
import org.diaflow.frontend.compare.model.ProfileChoice;
import org.diaflow.frontend.compare.model.RunsText;
import org.diaflow.frontend.experiment.LivePage;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;
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
  private final RunTable runs = new RunTable();
  private final Pre document = new Pre();
  private long wantedSeed = Long.MIN_VALUE;
  private transient @Nullable ComparisonSummary summary;
  private transient List<CellView> cells = List.of();
  private int summarized = -1;
  private boolean asking;

  /** A page on a comparison of {@code lab}. */
  @Inject
  public ComparisonPage(LabClient lab) {
    super(lab, "Comparison", true);
    this.lab = lab;
    errors.addClassName("df-chart-large");
    profiles.addClassName("df-chart-large");
    content().addClassName("df-comparison");
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
    content().add(verdictPanel, pictures, new Panel("Runs", runs), provenance);
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
    summarized = -1;
  }

  @Override
  protected boolean isFor(ExperimentView experiment) {
    return true;
  }

  @Override
  protected void show(UI ui, LiveState state, ExperimentView experiment) {
    cells = state.cells();
    offerSeeds(experiment.problems());
    runs.show(cells);
    document.setText(LabJson.write(experiment.document()));
    draw();
    summarize(ui);
  }

  private void offerSeeds(List<SeedProblem> problems) {
    List<Long> seeds = problems.stream().map(SeedProblem::seed).toList();
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

  /** Asks for the verdicts and profiles whenever more runs have ended, one question at a time. */
  private void summarize(UI ui) {
    if (asking || cells.size() == summarized) {
      return;
    }
    asking = true;
    int size = cells.size();
    String asked = id();
    Background.run(
        ui,
        () -> lab.comparison(asked),
        answer -> {
          asking = false;
          if (asked.equals(id())) {
            summarized = size;
            summary = answer;
            verdicts.show(answer);
            draw();
          }
          summarize(ui);
        },
        failure -> {
          asking = false;
          trouble().show(failure, () -> summarize(ui));
        });
  }

  private void draw() {
    ComparisonSummary known = summary;
    Long chosen = seed.getValue();
    if (known == null || chosen == null) {
      return;
    }
    var plots = new ComparisonPlots(known.contestants().stream().map(ContestantKey::of).toList());
    errors.show(
        plots.errors(cells, chosen),
        "Error of %d runs against their time on logarithmic axes; the table of runs has the numbers."
            .formatted(cells.size()));
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
    byte[] content = RunsText.csv(cells).getBytes(StandardCharsets.UTF_8);
    return new DownloadResponse(
        new ByteArrayInputStream(content),
        "diaflow-%s.csv".formatted(id()),
        "text/csv",
        content.length);
  }
}
