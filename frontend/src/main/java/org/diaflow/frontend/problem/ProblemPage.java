package org.diaflow.frontend.problem;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diaflow.api.CertificateView;
import org.diaflow.api.PathsView;
import org.diaflow.api.ProblemView;
import org.diaflow.api.SelectedView;
import org.diaflow.frontend.chart.CertificatePanel;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;

/** Uploads problems and shows what the judge says of one. */
@Route(value = "problems/:id", layout = MainLayout.class)
@RouteAlias(value = "problems", layout = MainLayout.class)
@PageTitle("Problems · Diaflow")
public final class ProblemPage extends Div implements BeforeEnterObserver {

  private static final long serialVersionUID = 1L;
  private static final int UNKNOWN_LENGTH = -1;
  private static final Map<String, String> EXPORTS =
      new TreeMap<>(Map.of("npz", ".npz", "csv", "-csv.zip", "mtx", "-mtx.zip"));

  /** The only format for sparse matrices. */
  private static final String SPARSE_EXPORT = "mtx";

  private static final double USUAL_DEPTH = 2;

  private final transient LabClient lab;
  private final ErrorBanner trouble = new ErrorBanner();
  private final Div content = new Div();
  private final Map<String, Anchor> downloads = new TreeMap<>();
  private double depth = USUAL_DEPTH;

  /** A page on the problems of {@code lab}. */
  @Inject
  public ProblemPage(LabClient lab) {
    this.lab = lab;
    addClassNames("df-page", "df-stack");
    content.addClassName("df-stack");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    UI ui = event.getUI();
    removeAll();
    content.removeAll();
    trouble.clear();
    depth = depth(event.getLocation().getQueryParameters());
    event.getRouteParameters().get("id").ifPresentOrElse(id -> open(ui, id), () -> offerUpload(ui));
  }

  /** The depth whose paths the address asks for. */
  private static double depth(QueryParameters parameters) {
    return parameters
        .getSingleParameter("depth")
        .filter(text -> text.matches("\\d{1,4}(\\.\\d{1,17})?"))
        .map(Double::valueOf)
        .filter(PathPanel::isDepth)
        .orElse(USUAL_DEPTH);
  }

  private void offerUpload(UI ui) {
    var head = new Div(new H1("Problems"));
    head.addClassName("df-page-head");
    var upload = new UploadForm(lab, problem -> ui.navigate("problems/" + problem.id()));
    var panel = new Panel("Upload a problem of your own", upload);
    panel.explain(
        "a matrix A, one row per sample, and observations y, one number per row: as CSV, NumPy's .npy"
            + " or .npz, or Matrix Market");
    var stored = new Div();
    add(head, panel, trouble, stored);
    list(ui, stored);
  }

  private void list(UI ui, Div stored) {
    Background.run(
        ui,
        lab::problems,
        problems -> {
          trouble.clear();
          stored.removeAll();
          if (!problems.isEmpty()) {
            stored.add(new Panel("Stored problems", new ProblemTable(problems)));
          }
        },
        failure -> trouble.show(failure, () -> list(ui, stored)));
  }

  private void open(UI ui, String id) {
    var title = new H1("Problem");
    var head = new Div(title, actions(id));
    head.addClassName("df-page-head");
    add(head, trouble, content);
    load(ui, id, title);
  }

  private void load(UI ui, String id, H1 title) {
    Background.run(
        ui,
        () -> lab.problem(id),
        problem -> {
          trouble.clear();
          title.setText(problem.name());
          show(ui, problem);
        },
        failure -> trouble.show(failure, () -> load(ui, id, title)));
  }

  private void show(UI ui, ProblemView problem) {
    content.removeAll();
    var parts = new ArrayList<String>();
    parts.add("%d × %d".formatted(problem.rows(), problem.columns()));
    if (problem.nonzeros() != null) {
      parts.add("sparse, %s nonzeros".formatted(Numbers.count(problem.nonzeros())));
      downloads.forEach((format, link) -> link.setVisible(format.equals(SPARSE_EXPORT)));
    }
    if (!problem.provenance().equals(problem.name())) {
      parts.add(problem.provenance());
    }
    String digest = problem.fingerprint();
    parts.add("SHA-256 %s…".formatted(digest.substring(0, Math.min(12, digest.length()))));
    var about = new Span(String.join(" · ", parts));
    about.addClassName("df-explanation");
    about.setTitle(problem.fingerprint());
    var certificate = new CertificatePanel();
    var panel = new Panel("Dual certificate |Aᵀν|", certificate);
    panel.explain("on the support exactly 1; the largest value off it is ϱ");
    var figures = new Div();
    figures.addClassName("df-stack");
    var paths = new PathPanel(problem.id());
    paths.onDepth(
        chosen -> {
          depth = chosen;
          ui.getPage()
              .getHistory()
              .replaceState(
                  null, "problems/%s?depth=%s".formatted(problem.id(), Numbers.depth(chosen)));
          follow(ui, problem.id(), paths);
        });
    content.add(about);
    if (problem.plantedNote() != null) {
      var note = new Span(problem.plantedNote());
      note.addClassName("df-explanation");
      content.add(note);
    }
    content.add(figures, panel, paths);
    certify(ui, problem.id(), figures, certificate);
    follow(ui, problem.id(), paths);
  }

  private void certify(UI ui, String id, Div figures, CertificatePanel panel) {
    panel.show("Computing the certificate, at most half a minute.");
    Background.run(
        ui,
        () -> lab.certificate(id),
        (CertificateView certificate) -> {
          trouble.clear();
          figures.removeAll();
          figures.add(new CertificateFigures(certificate), new BackwardErrorNote(certificate));
          List<SelectedView> selected = certificate.selected();
          if (selected != null && !selected.isEmpty()) {
            figures.add(selection(selected));
          }
          panel.show(certificate);
        },
        failure -> {
          panel.show("There is no certificate.");
          trouble.show(failure, () -> certify(ui, id, figures, panel));
        });
  }

  /** Where the minimizer is not unique: which one the flow of each depth goes to. */
  private static Panel selection(List<SelectedView> selected) {
    var panel = new Panel("Selected minimizer", new SelectedTable(selected));
    panel.explain("several minimizers have the least ‖x‖₁; as α → 0 the flow goes to this one");
    return panel;
  }

  private void follow(UI ui, String id, PathPanel panel) {
    double asked = depth;
    Background.run(
        ui,
        () -> lab.paths(id, asked),
        (PathsView view) -> {
          if (asked == depth) { // nobody has chosen another one meanwhile
            panel.show(view);
          }
        },
        failure -> panel.show(failure, () -> follow(ui, id, panel)));
  }

  private Div actions(String id) {
    var create = new Anchor("new?problem=" + id, "New experiment with this problem");
    create.addClassNames("df-button", "df-primary");
    var upload = new Anchor("problems", "Upload another");
    upload.addClassName("df-button");
    var actions = new Div(new Span("Download"));
    EXPORTS.forEach((format, ending) -> downloads.put(format, download(id, format, ending)));
    downloads.values().forEach(actions::add);
    actions.add(upload, create);
    actions.addClassName("df-actions");
    return actions;
  }

  private Anchor download(String id, String format, String ending) {
    var handler =
        DownloadHandler.fromInputStream(
            event ->
                new DownloadResponse(
                    lab.export(id, format),
                    "problem-%s%s".formatted(id, ending),
                    "application/zip",
                    UNKNOWN_LENGTH));
    var link = new Anchor(handler, format);
    link.addClassName("df-quiet-link");
    link.getElement().setAttribute("data-testid", "export-" + format);
    link.setAriaLabel("Download the problem as " + format);
    return link;
  }
}
