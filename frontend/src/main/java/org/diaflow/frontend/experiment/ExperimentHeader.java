package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.Progress;
import org.diaflow.frontend.client.LabClient.Command;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.number.Numbers;

/** Name, state, progress and actions of an experiment. */
final class ExperimentHeader extends Div {

  private static final long serialVersionUID = 1L;

  private final H1 name = new H1("Experiment");
  private final StateBadge badge = new StateBadge(ExperimentState.QUEUED);
  private final Span tags = new Span();
  private final ProgressBar bar = new ProgressBar();
  private final Span progress = new Span();
  private final Button pause;
  private final Button resume;
  private final Button cancel;
  private final Anchor clone = new Anchor("", "Clone");

  /** The header of experiment {@code id}; {@code csv} is what is downloaded. */
  ExperimentHeader(String id, Consumer<Command> commands, Supplier<DownloadResponse> csv) {
    pause = new Button("Pause", click -> commands.accept(Command.PAUSE));
    resume = new Button("Resume", click -> commands.accept(Command.RESUME));
    cancel = new Button("Cancel", click -> commands.accept(Command.CANCEL));
    clone.setHref("new?clone=" + id);
    clone.addClassName("df-button");
    tags.addClassName("df-tags");
    var title = new Div(name, badge, tags);
    title.addClassName("df-title");
    var actions = new Div(pause, resume, cancel, clone, download(csv), copyLink());
    actions.addClassName("df-actions");
    var top = new Div(title, actions);
    top.addClassName("df-page-head");
    progress.addClassName("df-explanation");
    progress.getElement().setAttribute("data-testid", "progress");
    bar.getElement().setAttribute("aria-label", "Cells ended");
    add(top, bar, progress);
  }

  /** Shows {@code live}. */
  void show(LiveState live) {
    ExperimentView experiment = live.experiment();
    if (experiment == null) {
      return;
    }
    name.setText(experiment.name());
    if (live.kinds().compares(experiment.kind())) {
      clone.setHref("compare?clone=" + experiment.id());
    }
    badge.show(live.state());
    tags.removeAll();
    experiment.tags().forEach(tag -> tags.add(tag(tag)));
    showProgress(live, experiment);
    ExperimentState state = live.state();
    pause.setVisible(state == ExperimentState.RUNNING || state == ExperimentState.QUEUED);
    resume.setVisible(state == ExperimentState.STOPPED);
    cancel.setVisible(!state.ended());
  }

  private void showProgress(LiveState live, ExperimentView experiment) {
    Progress now = live.progress();
    bar.setMax(Math.max(1, now.total()));
    bar.setValue(Math.min(now.done(), Math.max(1, now.total())));
    progress
        .getElement()
        .setAttribute("data-done", Integer.toString(now.done()))
        .setAttribute("data-total", Integer.toString(now.total()));
    var parts = new ArrayList<String>();
    parts.add("%s of %s cells".formatted(Numbers.count(now.done()), Numbers.count(now.total())));
    if (live.state() == ExperimentState.RUNNING && now.cellsPerSecond() != null) {
      String speed = now.cellsPerSecond() < 10 ? "%.1f cells/s" : "%,.0f cells/s";
      parts.add(String.format(Locale.ROOT, speed, now.cellsPerSecond()));
    }
    if (live.state() == ExperimentState.RUNNING && now.secondsLeft() != null) {
      parts.add(Numbers.timeLeft(now.secondsLeft()));
    }
    parts.add(live.kinds().cells(experiment.document()));
    whose(experiment).ifPresent(parts::add);
    if (live.reason() != null && live.state() != ExperimentState.RUNNING) {
      parts.add(live.reason());
    }
    progress.setText(String.join(" · ", parts));
  }

  /** Whose the experiment is, where there are accounts. */
  private static Optional<String> whose(ExperimentView experiment) {
    return experiment.owner().equals("local")
        ? Optional.empty()
        : Optional.of("%s, %s".formatted(experiment.visibility(), experiment.owner()));
  }

  private static Span tag(String tag) {
    var span = new Span(tag);
    span.addClassName("df-tag");
    return span;
  }

  private static Anchor download(Supplier<DownloadResponse> csv) {
    var link = new Anchor(DownloadHandler.fromInputStream(event -> csv.get()), "Download CSV");
    link.addClassName("df-button");
    return link;
  }

  private static Button copyLink() {
    var button = new Button("Copy link");
    button.addClickListener(
        click ->
            button
                .getElement()
                .executeJs(
                    "const b = this; navigator.clipboard.writeText(location.href).then("
                        + "() => { b.textContent = 'Copied'; },"
                        + "() => { b.textContent = 'Copy the address bar'; });"));
    return button;
  }
}
