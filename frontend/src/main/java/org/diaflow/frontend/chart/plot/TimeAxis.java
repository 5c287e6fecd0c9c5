package org.diaflow.frontend.chart.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import org.diaflow.api.PathsView;
import org.jspecify.annotations.Nullable;

/**
 * The axis of time that all plots of trajectories share.
 *
 * @param raw whether it shows the unscaled time t rather than the rescaled time τ
 * @param logarithmic whether positions on it are decimal logarithms
 * @param min left end, a position
 * @param max right end, a position
 */
public record TimeAxis(boolean raw, boolean logarithmic, double min, double max) {

  /** Decades before the end of the longest flow where a logarithmic axis begins by itself. */
  private static final double DECADES = 4;

  /**
   * The axis on which {@code tracks} are seen, from {@code from} to {@code to} where they are
   * given. By itself a logarithmic axis begins a little before the first event of {@code paths},
   * which is when anything happens at all, or four decades before the end.
   */
  public static TimeAxis of(
      boolean raw,
      boolean logarithmic,
      @Nullable Double from,
      @Nullable Double to,
      List<Track> tracks,
      @Nullable PathsView paths) {
    double last = tracks.stream().mapToDouble(track -> end(track, raw)).max().orElse(0);
    double max = to != null && to > 0 ? to : last > 0 ? last : 1;
    if (!logarithmic) {
      double min = from != null && from < max ? from : 0;
      return new TimeAxis(raw, false, min, max);
    }
    double min = from != null && from > 0 && from < max ? from : firstSeen(raw, tracks, paths, max);
    return new TimeAxis(raw, true, Math.log10(min), Math.log10(max));
  }

  /** The position of time {@code tau} of {@code track}; −∞ for 0 on a logarithmic axis. */
  double position(Track track, double tau) {
    return position(tau * unit(track));
  }

  /** The position of a time in the unit of the axis. */
  double position(double time) {
    return logarithmic ? Math.log10(time) : time;
  }

  /** The time in the unit of the axis at {@code position}. */
  double time(double position) {
    return logarithmic ? Math.pow(10, position) : position;
  }

  /** What a rescaled time of {@code track} is multiplied by to be in the unit of the axis. */
  double unit(Track track) {
    return raw ? track.rawTimePerRescaled() : 1;
  }

  /** Whether {@code track} has a place on it. */
  public boolean shows(Track track) {
    return !raw || track.hasRawTime();
  }

  private static double firstSeen(
      boolean raw, List<Track> tracks, @Nullable PathsView paths, double max) {
    double unit =
        raw
            ? tracks.stream()
                .filter(Track::hasRawTime)
                .mapToDouble(Track::rawTimePerRescaled)
                .min()
                .orElse(1)
            : 1;
    double event = paths == null ? 0 : unit * PathLines.events(paths).min().orElse(0) / 2;
    double first = event > 0 && event < max / 10 ? event : max / Math.pow(10, DECADES);
    return Math.pow(10, LogAxis.covering(DoubleStream.of(first)).min());
  }

  private static double end(Track track, boolean raw) {
    double tau = track.times().isEmpty() ? 0 : track.times().getLast();
    return !raw ? tau : track.hasRawTime() ? tau * track.rawTimePerRescaled() : 0;
  }
}
