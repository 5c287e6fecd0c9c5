package org.diaflow.frontend.experiment.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.diaflow.api.CellView;
import org.diaflow.api.CertificateView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.api.Progress;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.RateView;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.SeedProblem;
import org.diaflow.api.StateEvent;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.EventStream;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.LiveState.Link;
import org.jspecify.annotations.Nullable;

/**
 * An experiment followed live: it is loaded, its events are read, and a listener hears at most four
 * times a second what is known. What was received stays known when the backend is lost.
 * Thread-safe.
 */
public final class LiveExperiment implements EventStream.Listener, AutoCloseable {

  /** Why there is no certificate where problems are made in the workers. */
  public static final String NOT_STORED = "its problems are made where needed and not stored";

  /** Most cells among which recorded flows are looked for. */
  static final int MOST_FLOWS = 500;

  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration REFRESH = Duration.ofSeconds(1);

  private final LabClient lab;
  private final String id;
  private final Throttle throttle;
  private final Throttle refresh = new Throttle(REFRESH, this::refresh);
  private final Recordings recordings;
  private @Nullable ExperimentView experiment;
  private ExperimentState state = ExperimentState.QUEUED;
  private @Nullable String reason;
  private Progress progress = new Progress(0, 0, null, null);
  private List<RateView> rates = List.of();
  private Kinds kinds = Kinds.NONE;
  private List<MeasureView> measures = List.of();
  private @Nullable CertificateView certificate;
  private @Nullable String certificateTrouble;
  private boolean certificateAsked;
  private boolean recorded;
  private Link link = new Link(Link.Kind.CONNECTING, 0);
  private @Nullable BackendException failure;
  private @Nullable EventStream stream;
  private boolean closed;

  /** The experiment {@code id}; nothing happens before {@link #start}. */
  public LiveExperiment(LabClient lab, String id, Consumer<LiveState> listener) {
    this.lab = lab;
    this.id = id;
    this.throttle = new Throttle(INTERVAL, () -> listener.accept(now()));
    this.recordings = new Recordings(lab, id);
  }

  /** Loads the experiment and follows it; returns at once. */
  public void start() {
    background(this::load);
  }

  /** Pauses, resumes or cancels; returns at once, {@code failed} hears a refusal. */
  public void command(LabClient.Command command, Consumer<BackendException> failed) {
    background(
        () -> {
          try {
            lab.command(id, command);
            load();
          } catch (BackendException e) {
            failed.accept(e);
          }
        });
  }

  /** Has the trajectories of {@code cells} and the paths of {@code problem} fetched if missing. */
  public void watch(Set<Integer> cells, @Nullable String problem) {
    if (recordings.want(cells, problem)) {
      background(this::fetch);
    }
  }

  private void fetch() {
    recordings.fetch(throttle::request);
  }

  /** What is known now. */
  public synchronized LiveState now() {
    return new LiveState(
        experiment,
        state,
        reason,
        progress,
        rates,
        kinds,
        measures,
        certificate,
        certificateTrouble,
        recordings.flows(),
        recordings.paths(),
        link,
        failure);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public void connected() {
    setLink(Link.Kind.LIVE, 0);
  }

  @Override
  public void lost(String sentence, int seconds) {
    setLink(Link.Kind.LOST, seconds);
  }

  @Override
  public synchronized void state(StateEvent event) {
    state = event.state();
    reason = event.reason();
    throttle.request();
  }

  @Override
  public synchronized void progress(ProgressEvent event) {
    if (event.progress().done() > progress.done()) {
      refresh.request();
    }
    progress = event.progress();
    rates = event.rates();
    throttle.request();
  }

  @Override
  public void sample(SampleEvent event) {
    recordings.take(event);
    throttle.request();
  }

  @Override
  public void ended() {
    setLink(Link.Kind.ENDED, 0);
    background(this::load);
  }

  @Override
  public synchronized void refused(BackendException refusal) {
    failure = refusal;
    link = new Link(Link.Kind.ENDED, 0);
    throttle.request();
  }

  private void load() {
    try {
      ExperimentView loaded = lab.experiment(id);
      take(loaded, new Kinds(lab.kinds()), lab.measures());
      loadFlows(loaded.document());
    } catch (BackendException e) {
      fail(e);
      return;
    }
    follow();
    fetch();
    certify();
  }

  /** Loads what is recorded; what recorded flows are doing, only their cells tell. */
  private void loadFlows(ExperimentDocument document) {
    boolean records = document.observables() != null && !document.observables().isEmpty();
    synchronized (this) {
      recorded = records;
    }
    if (records) {
      recordings.take(document, lab.cells(id, 0, MOST_FLOWS).items());
    }
  }

  /** Brings up to date what no event tells, now that more cells have ended. */
  private void refresh() {
    try {
      ExperimentView known = now().experiment();
      if (known != null && isRecorded()) {
        loadFlows(known.document());
        fetch();
        throttle.request();
      }
    } catch (BackendException e) {
      // The next cell that ends, or the end, has it asked for anew.
      fail(e);
    }
    certify();
  }

  private synchronized boolean isRecorded() {
    return recorded;
  }

  private synchronized void take(ExperimentView loaded, Kinds listed, List<MeasureView> known) {
    experiment = loaded;
    kinds = listed;
    measures = known;
    state = loaded.state();
    reason = loaded.reason();
    progress = loaded.progress();
    rates = loaded.rates();
    failure = null;
    throttle.request();
  }

  private synchronized void fail(BackendException e) {
    // What is already on the page stays there; only an empty page says that it failed.
    if (experiment == null) {
      failure = e;
    }
    throttle.request();
  }

  private synchronized void follow() {
    if (state.ended()) {
      link = new Link(Link.Kind.ENDED, 0);
    } else if (!closed && (stream == null || link.kind() == Link.Kind.ENDED)) {
      link = new Link(Link.Kind.CONNECTING, 0);
      stream = lab.events(id, this);
    }
  }

  /** Fetches the certificate of the first problem once it is stored; a comparison shows none. */
  private void certify() {
    synchronized (this) {
      boolean compared = experiment != null && kinds.compares(experiment.kind());
      if (certificateAsked || compared) {
        return;
      }
      certificateAsked = true;
    }
    CertificateView found = null;
    String trouble = null;
    boolean asked = true;
    try {
      String problem = storedProblem();
      if (problem == null) {
        trouble = NOT_STORED;
        asked = false;
      } else {
        found = lab.certificate(problem);
      }
    } catch (BackendException e) {
      trouble = e.sentence();
      asked = e.status() != 0;
    }
    synchronized (this) {
      certificate = found;
      certificateTrouble = trouble;
      certificateAsked = asked;
    }
    throttle.request();
  }

  private @Nullable String storedProblem() {
    ExperimentView known = now().experiment();
    if (known == null) {
      return null;
    }
    return known.problems().stream()
        .map(SeedProblem::problem)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(
            () ->
                lab.cells(id, 0, 1).items().stream()
                    .findFirst()
                    .map(CellView::problem)
                    .orElse(null));
  }

  private synchronized void setLink(Link.Kind kind, int seconds) {
    link = new Link(kind, seconds);
    throttle.request();
  }

  private static void background(Runnable work) {
    Thread.ofVirtual().name("experiment").start(work);
  }
}
