package org.diaflow.frontend.compare;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.List;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.SeedProblem;
import org.diaflow.frontend.chart.Chart;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.experiment.ExperimentHeader;
import org.diaflow.frontend.experiment.LiveExperiment;
import org.diaflow.frontend.experiment.LiveState;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.diaflow.frontend.shell.Trouble;
import org.jspecify.annotations.Nullable;

/** A comparison of ℓ¹ solvers, live: verdicts, profiles, error against time, and every run. */
@Route(value = "compare/:id", layout = MainLayout.class)
public final class ComparisonPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final Trouble trouble = new Trouble();
  private final Div link = new Div();
  private final Div content = new Div();
  private final ContestantTable verdicts = new ContestantTable();
  private final Chart errors = new Chart();
  private final Chart profiles = new Chart();
  private final Panel profilePanel = new Panel("Performance profiles", profiles);
  private final Select<Long> seed = new Select<>();
  private final Select<ProfileChoice> profile = new Select<>();
  private final RunTable runs = new RunTable();
  private final Pre document = new Pre();
  private String id = "";
  private String title = "Comparison";
  private long wantedSeed = Long.MIN_VALUE;
  private transient @Nullable ExperimentHeader header;
  private transient @Nullable LiveExperiment live;
  private transient @Nullable ComparisonSummary summary;
  private transient List<CellView> cells = List.of();
  private int summarized = -1;
  private boolean asking;

  /** A page on a comparison of {@code lab}. */
  @Inject
  public ComparisonPage(LabClient lab) {
    this.lab = lab;
    addClassName("df-page");
    link.addClassName("df-link");
    link.getElement().setAttribute("role", "status");
    link.setVisible(false);
    errors.addClassName("df-chart-large");
    profiles.addClassName("df-chart-large");
    content.addClassNames("df-stack", "df-comparison");
    content.setVisible(false);
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
    errorPanel.addActions(seed, svg(errors, "errors"));
    profilePanel.addActions(profile, svg(profiles, "profiles"));
    var pictures = new Div(errorPanel, profilePanel);
    pictures.addClassName("df-halves");
    var verdictPanel = new Panel("Verdicts", verdicts);
    verdictPanel.explain(
        "the judge's: solved up to 1e-6, acceptable up to 1e-1, by ‖x − x*‖₂ / max(1, ‖x*‖₂),"
            + " or without a known x* by residual and gap");
    var stated = new NativeDetails("Document, with the defaults that were applied", document);
    var provenance = new Div(stated);
    provenance.addClassName("df-provenance");
    content.add(verdictPanel, pictures, new Panel("Runs", runs), provenance);
    add(trouble, link, content);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    QueryParameters parameters = event.getLocation().getQueryParameters();
    parameters
        .getSingleParameter("profile")
        .flatMap(ProfileChoice::of)
        .ifPresent(profile::setValue);
    parameters
        .getSingleParameter("seed")
        .filter(text -> text.matches("-?\\d{1,18}"))
        .ifPresent(text -> wantedSeed = Long.parseLong(text));
    String wanted = event.getRouteParameters().get("id").orElseThrow();
    if (wanted.equals(id)) {
      return;
    }
    id = wanted;
    summarized = -1;
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
    if (state.failure() == null) {
      trouble.clear();
    } else {
      trouble.tell(state.failure(), () -> follow(ui));
    }
    link.setVisible(state.link().kind() == LiveState.Link.Kind.LOST);
    link.setText("The backend is lost, trying again. What was received stays here.");
    ExperimentView experiment = state.experiment();
    if (experiment == null || header == null) {
      return;
    }
    if (!title.equals(experiment.name())) {
      title = experiment.name();
      ui.getPage().setTitle(getPageTitle());
    }
    content.setVisible(true);
    header.setVisible(true);
    header.show(state);
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
          "compare/%s?seed=%d&profile=%s".formatted(id, seed.getValue(), profile.getValue().id());
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
    String asked = id;
    Background.run(
        ui,
        () -> lab.comparison(asked),
        answer -> {
          asking = false;
          if (asked.equals(id)) {
            summarized = size;
            summary = answer;
            verdicts.show(answer);
            draw();
          }
          summarize(ui);
        },
        failure -> {
          asking = false;
          trouble.tell(failure, () -> summarize(ui));
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

  private void command(LabClient.Command command) {
    LiveExperiment followed = live;
    UI ui = UI.getCurrent();
    if (followed != null) {
      followed.command(command, failure -> Background.show(ui, () -> trouble.tell(failure)));
    }
  }

  private String csv() {
    return live == null ? "" : RunsText.csv(live.now().cells());
  }

  private Button svg(Chart chart, String name) {
    var svg = new Button("SVG", click -> chart.download("diaflow-%s-%s.svg".formatted(name, id)));
    svg.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    svg.setAriaLabel("Download the %s as SVG".formatted(name));
    return svg;
  }
}
