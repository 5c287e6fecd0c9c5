package org.diaflow.service.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the cells of an experiment; one worker at a time is at work on it. What is stored of
 * a lane is what is left of it.
 *
 * @param experiment id of the experiment
 * @param generation an experiment that is resumed gets lanes of the next generation
 * @param number counts the lanes of a generation, from 0
 * @param from index of the first cell left
 * @param to index after the last one
 * @param lost how many workers in a row were lost while at work on it
 */
public record Lane(String experiment, int generation, int number, int from, int to, int lost) {

  private static final int MOST = 256;
  private static final int SHORTEST = 4;
  private static final int FEW = 8;

  /** The cells from {@code from} up to {@code to}. */
  public record Stretch(int from, int to) {}

  /**
   * Lanes for {@code stretches} of an experiment of {@code total} cells: at most 256 for the whole
   * experiment, so that 256 workers find something to do, of at least four cells where there are
   * many, so that looking for the next lane costs little.
   */
  public static List<Lane> of(
      String experiment, int generation, int total, List<Stretch> stretches) {
    int length = total <= FEW ? 1 : Math.max(SHORTEST, Math.ceilDiv(total, MOST));
    var lanes = new ArrayList<Lane>();
    for (Stretch stretch : stretches) {
      for (int from = stretch.from(); from < stretch.to(); from += length) {
        int to = Math.min(from + length, stretch.to());
        lanes.add(new Lane(experiment, generation, lanes.size(), from, to, 0));
      }
    }
    return lanes;
  }

  /** A single lane for {@code stretches}: its cells are computed one at a time. */
  public static Lane single(String experiment, int generation, List<Stretch> stretches) {
    return new Lane(
        experiment, generation, 0, stretches.getFirst().from(), stretches.getLast().to(), 0);
  }

  /** What is left from cell {@code index} on. */
  public Lane from(int index) {
    return new Lane(experiment, generation, number, index, to, 0);
  }

  /** The same lane after the worker on it was lost. */
  Lane lostOnceMore() {
    return new Lane(experiment, generation, number, from, to, lost + 1);
  }

  /** Its name among all lanes of all experiments. */
  String id() {
    return "%s/%d/%d".formatted(experiment, generation, number);
  }
}
