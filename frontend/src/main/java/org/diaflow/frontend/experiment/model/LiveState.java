package org.diaflow.frontend.experiment.model;

import java.util.List;
import java.util.Map;
import org.diaflow.api.CertificateView;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.api.PathsView;
import org.diaflow.api.Progress;
import org.diaflow.api.RateView;
import org.diaflow.frontend.client.BackendException;
import org.jspecify.annotations.Nullable;

/**
 * The state of an experiment as known at one moment.
 *
 * @param experiment the experiment as last loaded, or null before that
 * @param state where it stands now
 * @param reason why, or null
 * @param progress how far it is now
 * @param rates slopes now
 * @param kinds the kinds of experiments; none before the experiment is loaded
 * @param measures every number a cell can have
 * @param certificate certificate of the first problem, or null while it is not there
 * @param certificateTrouble why there is no certificate, or null
 * @param flows the recorded flows, by index; none unless the document has observables
 * @param paths the paths flows are compared with, by id of the problem
 * @param link what the connection does
 * @param failure why the experiment could not be loaded, or null
 */
public record LiveState(
    @Nullable ExperimentView experiment,
    ExperimentState state,
    @Nullable String reason,
    Progress progress,
    List<RateView> rates,
    Kinds kinds,
    List<MeasureView> measures,
    @Nullable CertificateView certificate,
    @Nullable String certificateTrouble,
    List<FlowState> flows,
    Map<String, Paths> paths,
    Link link,
    @Nullable BackendException failure) {

  /**
   * The paths of a problem.
   *
   * @param view both paths, or null
   * @param trouble why they could not be had, or null
   */
  record Paths(@Nullable PathsView view, @Nullable String trouble) {}

  /**
   * What the connection does.
   *
   * @param kind what
   * @param seconds until the next attempt, if lost
   */
  public record Link(Kind kind, int seconds) {

    /** Kinds of connection. */
    public enum Kind {
      /** Not yet open. */
      CONNECTING,
      /** Events come. */
      LIVE,
      /** Broken, to be tried again. */
      LOST,
      /** No more events will come. */
      ENDED
    }
  }
}
