package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.api.CurvesView;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.CurveOffer;
import org.diaflow.frontend.experiment.model.CurvesChoice;
import org.diaflow.frontend.experiment.model.LiveProgress;
import org.diaflow.frontend.experiment.model.ShownCurves;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Newest;
import org.jspecify.annotations.Nullable;

/** Curves of several experiments over each other, which follow those that run. */
@Route(value = "curves", layout = MainLayout.class)
@PageTitle("Curves of several experiments · Diaflow")
public final class OverlayPage extends Div implements AfterNavigationObserver {

  private static final long serialVersionUID = 1L;
  private static final String EXPERIMENT = "experiment";

  private final transient LabClient lab;
  private final ErrorBanner trouble = new ErrorBanner();
  private final Div names = new Div();
  private final CurvesPanel curves;
  private transient List<String> ids = List.of();
  private transient @Nullable Loaded shown;
  private transient @Nullable LiveProgress progress;

  /** What is loaded. */
  private record Loaded(List<ExperimentView> experiments, List<MeasureView> measures) {}

  /** A page on experiments of {@code lab}. */
  @Inject
  public OverlayPage(LabClient lab) {
    this.lab = lab;
    addClassNames("df-page", "df-stack");
    curves = new CurvesPanel(lab::curves, () -> "diaflow-curves", new Drawing());
    names.addClassName("df-tags");
    add(new H1("Curves of several experiments"), names, trouble, curves);
    curves.setVisible(false);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    Map<String, List<String>> parameters = event.getLocation().getQueryParameters().getParameters();
    shown = null;
    close();
    ids = parameters.getOrDefault(EXPERIMENT, List.of()).stream().distinct().toList();
    curves.clear();
    curves.choose(CurvesChoice.of(parameters));
    load(UI.getCurrent());
  }

  private void load(UI ui) {
    trouble.clear();
    if (ids.isEmpty()) {
      trouble.show("Choose experiments on the page Experiments to draw them together.", List.of());
      return;
    }
    List<String> asked = ids;
    Background.run(
        ui,
        () -> new Loaded(asked.stream().map(lab::experiment).toList(), lab.measures()),
        loaded -> {
          if (asked.equals(ids)) {
            show(ui, loaded);
          }
        },
        failure -> trouble.show(failure, () -> load(ui)));
  }

  private void show(UI ui, Loaded loaded) {
    names.removeAll();
    for (ExperimentView experiment : loaded.experiments()) {
      var link = new Anchor("experiments/" + experiment.id(), experiment.name());
      link.addClassName("df-tag");
      names.add(link);
    }
    curves.setVisible(true);
    shown = loaded;
    if (isAttached()) {
      follow(ui, loaded);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (shown != null) {
      follow(event.getUI(), shown);
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    close();
  }

  private void follow(UI ui, Loaded loaded) {
    close();
    var offer = CurveOffer.of(loaded.experiments(), loaded.measures());
    progress =
        new LiveProgress(
            lab, loaded.experiments(), new Newest<>(ui, now -> draw(ui, loaded, offer, now)));
    draw(ui, loaded, offer, progress.now());
  }

  private void draw(UI ui, Loaded loaded, CurveOffer offer, LiveProgress.Sum now) {
    if (loaded.equals(shown)) {
      curves.show(ui, offer, List.of(), now.done(), now.ended());
    }
  }

  private void close() {
    if (progress != null) {
      progress.close();
    }
    progress = null;
  }

  /** Keeps the address up with what the page shows. */
  private final class Drawing implements CurvesPanel.Listener {

    @Override
    public void chosen(CurvesChoice choice) {
      var parameters = new LinkedHashMap<String, List<String>>();
      parameters.put(EXPERIMENT, ids);
      choice.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
      UI.getCurrent()
          .getPage()
          .getHistory()
          .replaceState(null, new Location("curves", new QueryParameters(parameters)));
    }

    @Override
    public void drawn(CurvesView drawn, ShownCurves shown) {}
  }
}
