package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.streams.DownloadResponse;
import org.diaflow.api.ExperimentView;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.experiment.model.LiveExperiment;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.Newest;
import org.jspecify.annotations.Nullable;

/**
 * A page on one experiment, followed live while it is open: its head, its troubles and its line to
 * the backend. What it shows below is up to the page.
 */
public abstract class LivePage extends Div implements BeforeEnterObserver, HasDynamicTitle {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final ErrorBanner trouble = new ErrorBanner();
  private final Div link = new Div();
  private final Div content = new Div();
  private String id = "";
  private String title;
  private transient @Nullable ExperimentHeader header;
  private transient @Nullable LiveExperiment live;

  /** A page called {@code title} until the experiment's name is known. */
  protected LivePage(LabClient lab, String title) {
    this.lab = lab;
    this.title = title;
    addClassName("df-page");
    link.addClassName("df-link");
    link.getElement().setAttribute("role", "status").setAttribute("data-testid", "stream");
    link.getElement().setAttribute("hidden", true);
    content.addClassName("df-stack");
    content.setVisible(false);
    add(trouble, link, content);
  }

  /** Takes the choices of the reader from the address. */
  protected abstract void choose(QueryParameters parameters);

  /** Whether this page is for {@code experiment}; if not, it has sent the reader on. */
  protected abstract boolean isFor(ExperimentView experiment, Kinds kinds);

  /** Shows what is known of {@code experiment}. */
  protected abstract void show(UI ui, LiveState state, ExperimentView experiment);

  /** The cells as a CSV file. */
  protected abstract DownloadResponse csv();

  /** Told when the page turns to another experiment. */
  protected void opened() {}

  /** Where the page puts what it shows; hidden until there is an experiment. */
  protected final Div content() {
    return content;
  }

  /** Id of the experiment. */
  protected final String id() {
    return id;
  }

  /** Name of the experiment. */
  protected final String title() {
    return title;
  }

  /** Where failures are told. */
  protected final ErrorBanner trouble() {
    return trouble;
  }

  /** The experiment as it is followed, or null before the page is attached. */
  final @Nullable LiveExperiment live() {
    return live;
  }

  @Override
  public final void beforeEnter(BeforeEnterEvent event) {
    choose(event.getLocation().getQueryParameters());
    String wanted = event.getRouteParameters().get("id").orElseThrow();
    if (wanted.equals(id)) {
      return;
    }
    id = wanted;
    opened();
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
  public final String getPageTitle() {
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
    live = new LiveExperiment(lab, id, new Newest<>(ui, state -> show(ui, state)));
    live.start();
  }

  private void show(UI ui, LiveState state) {
    showTrouble(ui, state.failure());
    showLink(state.link());
    ExperimentView experiment = state.experiment();
    if (experiment == null || header == null || !isFor(experiment, state.kinds())) {
      return;
    }
    if (!title.equals(experiment.name())) {
      title = experiment.name();
      ui.getPage().setTitle(getPageTitle());
    }
    content.setVisible(true);
    header.setVisible(true);
    header.show(state);
    show(ui, state, experiment);
  }

  private void showTrouble(UI ui, @Nullable BackendException failure) {
    if (failure == null) {
      trouble.clear();
    } else {
      trouble.show(failure, () -> follow(ui));
    }
  }

  private void showLink(LiveState.Link now) {
    link.getElement().setAttribute("hidden", now.kind() != LiveState.Link.Kind.LOST);
    link.getElement().setAttribute("data-value", now.kind().name());
    link.setText(
        now.seconds() > 0
            ? "The backend is lost, trying again in %d s. What was received stays here."
                .formatted(now.seconds())
            : "The backend is lost, trying again now. What was received stays here.");
  }

  private void command(LabClient.Command command) {
    LiveExperiment followed = live;
    UI ui = UI.getCurrent();
    if (followed != null) {
      followed.command(command, failure -> Background.show(ui, () -> trouble.show(failure)));
    }
  }
}
