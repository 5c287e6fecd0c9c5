package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.TrajectoryView;
import org.diaflow.frontend.chart.plot.Track;
import org.diaflow.frontend.number.Numbers;

/** The maker of tracks, to be drawn, out of flows. */
public final class FlowTracks {

  private FlowTracks() {}

  /** The tracks of {@code flows}, coloured in their order; samples stand in for what still runs. */
  public static List<Track> of(List<FlowState> flows, ExperimentDocument document) {
    var tracks = new ArrayList<Track>();
    for (int color = 0; color < flows.size(); color++) {
      FlowState flow = flows.get(color);
      String name = name(flow.cell(), document);
      TrajectoryView recorded = flow.recorded();
      tracks.add(
          recorded == null
              ? live(flow, name, color, document)
              : recorded(flow.cell(), recorded, name, color));
    }
    return tracks;
  }

  /** What {@code cell} is called: its depth, engine, and what else sets it apart. */
  public static String name(CellView cell, ExperimentDocument document) {
    var name = new StringJoiner(", ");
    name.add("D = " + Numbers.depth(cell.depth()));
    if (document.alphas().expand().size() > 1) {
      name.add("α = " + Numbers.atMost(cell.alpha(), 3));
    }
    if (document.seeds() != null && document.seeds().size() > 1) {
      name.add("seed " + cell.seed());
    }
    return name.add(cell.engine()).toString();
  }

  private static Track recorded(CellView cell, TrajectoryView view, String name, int color) {
    long steps = cell.steps() == null ? view.stepEnds().size() : cell.steps();
    return new Track(
        name,
        color,
        view.rawTimePerRescaled(),
        view.observables(),
        view.times(),
        view.series(),
        view.stepEnds(),
        Track.stepsPerEnd(steps, view.stepEnds().size()));
  }

  private static Track live(FlowState flow, String name, int color, ExperimentDocument document) {
    List<String> observables = document.observables() == null ? List.of() : document.observables();
    List<SampleEvent> samples =
        flow.samples().stream()
            .filter(sample -> sample.values().size() == observables.size())
            .toList();
    List<List<Double>> series =
        IntStream.range(0, observables.size())
            .mapToObj(o -> samples.stream().map(sample -> sample.values().get(o)).toList())
            .toList();
    return new Track(
        name,
        color,
        Double.NaN,
        observables,
        samples.stream().map(SampleEvent::time).toList(),
        series,
        List.of(),
        1);
  }
}
