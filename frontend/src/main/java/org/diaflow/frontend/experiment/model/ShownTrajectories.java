package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.PathsView;
import org.diaflow.api.SeedProblem;
import org.diaflow.frontend.chart.plot.PathPlots;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.chart.plot.TimeAxis;
import org.diaflow.frontend.chart.plot.Track;
import org.diaflow.frontend.chart.plot.TrajectoryPlot;
import org.diaflow.frontend.chart.plot.TrajectoryPlots;
import org.diaflow.frontend.experiment.model.LiveState.Paths;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The trajectories of an experiment that a choice shows: plots, and words about them. */
public final class ShownTrajectories {

  private final TrajectoryChoice choice;
  private final ExperimentDocument document;
  private final List<FlowState> flows;
  private final List<Track> tracks;
  private final @Nullable SeedProblem problem;
  private final @Nullable Paths paths;
  private final TimeAxis axis;

  private ShownTrajectories(TrajectoryChoice choice, ExperimentView experiment, LiveState live) {
    this.choice = choice;
    this.document = experiment.document();
    Set<Integer> cells = cells(choice, live);
    this.flows = live.flows().stream().filter(flow -> cells.contains(flow.cell().index())).toList();
    this.tracks = FlowTracks.of(flows, document);
    this.problem = problem(experiment, flows);
    String id = problem == null ? null : problem.problem();
    this.paths = id == null ? null : live.paths().get(id);
    this.axis =
        TimeAxis.of(choice.raw(), !choice.linear(), choice.from(), choice.to(), tracks, view());
  }

  /** What {@code choice} shows of {@code live}, or null before the experiment is loaded. */
  public static @Nullable ShownTrajectories of(TrajectoryChoice choice, LiveState live) {
    ExperimentView experiment = live.experiment();
    return experiment == null ? null : new ShownTrajectories(choice, experiment, live);
  }

  /** The indices of the cells shown. */
  public static Set<Integer> cells(TrajectoryChoice choice, LiveState live) {
    return choice.shownCells(live.flows().stream().map(flow -> flow.cell().index()).toList());
  }

  /** What can be plotted. */
  public List<Quantity> offered() {
    return Quantity.offered(Objects.requireNonNullElse(document.observables(), List.of()));
  }

  /** What is plotted. */
  public List<Quantity> shown() {
    return choice.shown(offered());
  }

  /** The id of the problem whose paths are wanted, or null if none are. */
  public @Nullable String requestedProblem() {
    return problem == null || !(choice.saddles() || choice.lasso()) ? null : problem.problem();
  }

  /** The plot of {@code quantity}. */
  public TrajectoryPlot plot(Quantity quantity) {
    return TrajectoryPlots.of(quantity, choice.logarithmic(quantity), tracks, axis, overlay());
  }

  /** What must be known to read {@code plots}, a sentence each. */
  public List<String> sentences(List<TrajectoryPlot> plots) {
    var sentences = new ArrayList<String>();
    if (flows.isEmpty()) {
      sentences.add("Choose flows in the table to see them.");
    }
    if (axis.logarithmic() && !flows.isEmpty()) {
      sentences.add(
          "The axis begins at %s = %s; earlier points, the start at 0 among them, are left of it."
              .formatted(axis.raw() ? "t" : "τ", Numbers.atMost(Math.pow(10, axis.min()), 4)));
    }
    addMarks(plots, sentences);
    addThinning(sentences);
    addRawTime(sentences);
    addPaths(sentences);
    return sentences;
  }

  private static void addMarks(List<TrajectoryPlot> plots, List<String> sentences) {
    var marks = plots.stream().flatMap(plot -> plot.marks().stream()).toList();
    if (marks.stream().anyMatch(TrajectoryPlot.Mark::top)) {
      sentences.add(
          "✕ on the upper edge: both ends of a stretch without a value on this axis (NaN, not"
              + " finite, or negative on a logarithmic one); the curve has a gap there.");
    }
    if (marks.stream().anyMatch(mark -> !mark.top())) {
      sentences.add(
          "▼ on the lower edge: both ends of a stretch that is exactly 0, which a logarithmic axis"
              + " has no place for.");
    }
  }

  private void addThinning(List<String> sentences) {
    String thinned =
        flows.stream()
            .filter(flow -> flow.recorded() != null && flow.recorded().thinned() > 1)
            .map(
                flow ->
                    "%s, 1 of up to %d"
                        .formatted(
                            FlowTracks.name(flow.cell(), document),
                            Objects.requireNonNull(flow.recorded()).thinned()))
            .collect(Collectors.joining("; "));
    if (!thinned.isEmpty()) {
      sentences.add(
          "Not every point and step was kept: %s. Step sizes are means over what was left out."
              .formatted(thinned));
    }
    if (tracks.stream().anyMatch(track -> track.times().size() > TrajectoryPlots.MOST_POINTS)) {
      sentences.add(
          "Of more than %s recorded points, the smallest and the largest of every stretch are drawn."
              .formatted(Numbers.count(TrajectoryPlots.MOST_POINTS)));
    }
    flows.stream()
        .filter(flow -> flow.trouble() != null)
        .forEach(
            flow ->
                sentences.add(
                    "The trajectory of %s is not available: %s"
                        .formatted(FlowTracks.name(flow.cell(), document), flow.trouble())));
  }

  private void addRawTime(List<String> sentences) {
    for (Track track : tracks) {
      if (!axis.shows(track)) {
        sentences.add(
            Double.isNaN(track.rawTimePerRescaled())
                ? "%s is shown over raw time once it has ended.".formatted(track.name())
                : "The raw time of %s is beyond all doubles; look at τ.".formatted(track.name()));
      }
    }
  }

  private void addPaths(List<String> sentences) {
    if (!(choice.saddles() || choice.lasso()) || problem == null) {
      return;
    }
    if (axis.raw() && tracks.size() > 1) {
      sentences.add("Paths are over τ; over raw time they are drawn only beside a single flow.");
      return;
    }
    if (paths == null) {
      sentences.add("Computing the paths, at most half a minute.");
      return;
    }
    if (paths.trouble() != null) {
      sentences.add("The paths are not available: " + paths.trouble());
    }
    PathsView view = paths.view();
    if (view != null && view.reason() != null) {
      sentences.add("Not available: " + view.reason());
    }
    if (view != null && PathPlots.dependsOnDepth(view)) {
      sentences.add(
          "The loss has several minimizers on some plateau; the saddle-to-saddle path is that of depth %s."
              .formatted(Numbers.depth(view.depth())));
    }
    if (document.seeds() != null && document.seeds().size() > 1) {
      sentences.add("The paths are those of seed %d.".formatted(problem.seed()));
    }
  }

  private TrajectoryPlots.@Nullable Overlay overlay() {
    PathsView view = view();
    if (view == null || (axis.raw() && tracks.size() > 1)) {
      return null;
    }
    double unit = axis.raw() ? tracks.getFirst().rawTimePerRescaled() : 1;
    return unit > 0 && unit < Double.POSITIVE_INFINITY
        ? new TrajectoryPlots.Overlay(view, choice.saddles(), choice.lasso(), unit)
        : null;
  }

  private @Nullable PathsView view() {
    return paths == null ? null : paths.view();
  }

  private static @Nullable SeedProblem problem(ExperimentView experiment, List<FlowState> flows) {
    return flows.isEmpty()
        ? null
        : experiment.problems().stream()
            .filter(one -> one.seed() == flows.getFirst().cell().seed())
            .findFirst()
            .orElse(null);
  }
}
