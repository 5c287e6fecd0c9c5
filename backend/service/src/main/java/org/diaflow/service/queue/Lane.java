package org.diaflow.service.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the cells of an experiment; one worker at a time is at work on it. What is stored of
 * a lane is what is left of it.
 *
 * @param experiment id of the experiment
 * @param generation an experiment that is resumed gets lanes of the next generation
 * @param start index of the cell it began with, which tells it from the others of its generation
 * @param rank how many lanes of the experiment go before it
 * @param from index of the first cell left
 * @param to index after the last one
 * @param lost how many workers in a row were lost while at work on it
 * @param block how many cells in a row belong to one problem, which is prepared by whoever computes
 *     the first of them; 0 in lanes of older versions
 */
public record Lane(
    String experiment, int generation, int start, int rank, int from, int to, int lost, int block) {

  /** Most lanes of an experiment, and so most threads that are at work on one. */
  public static final int MOST = 256;

  private static final int FIRST = 8;
  private static final int LONG = 64;

  /** The cells from {@code from} up to {@code to}. */
  public record Stretch(int from, int to) {}

  /**
   * Lanes for {@code stretches} of an experiment of {@code total} cells, {@code block} to a
   * problem: a few of some dozen cells, which costs little where cells are quick; where they turn
   * out slow, lanes are split. Lanes of more than a problem end where one ends, lest two workers
   * prepare it.
   */
  public static List<Lane> of(
      String experiment, int generation, int total, int block, List<Stretch> stretches) {
    int few = Math.min(LONG, Math.ceilDiv(total, FIRST));
    int length = Math.max(few < block ? few : few - few % block, Math.ceilDiv(total, MOST));
    if (length > block) {
      length = Math.ceilDiv(length, block) * block;
    }
    var lanes = new ArrayList<Lane>();
    for (Stretch stretch : stretches) {
      int to;
      for (int from = stretch.from(); from < stretch.to(); from = to) {
        to = Math.min(from - from % length + length, stretch.to());
        lanes.add(new Lane(experiment, generation, from, lanes.size(), from, to, 0, block));
      }
    }
    return lanes;
  }

  /** A single lane for {@code stretches}: its cells are computed one at a time. */
  public static Lane single(String experiment, int generation, List<Stretch> stretches) {
    int from = stretches.getFirst().from();
    return new Lane(experiment, generation, from, 0, from, stretches.getLast().to(), 0, 0);
  }

  /** Whether cell {@code index} is the first of its problem. */
  boolean opens(int index) {
    return block < 2 || index % block == 0;
  }

  /** How many cells of the problem of cell {@code index} are left here; 0 if it is the first. */
  public int leftOfProblem(int index) {
    return opens(index) ? 0 : Math.min(block - index % block, to - index);
  }

  /** What is left from cell {@code index} on. */
  public Lane from(int index) {
    return new Lane(
        experiment, generation, start, rank, index, to, index == from ? lost : 0, block);
  }

  /** Its first half, at least a cell. */
  Lane firstHalf() {
    return new Lane(experiment, generation, start, rank, from, middle(), lost, block);
  }

  /** Its second half as a lane of its own that {@code others} go before. */
  Lane secondHalf(int others) {
    return new Lane(experiment, generation, middle(), others, middle(), to, 0, block);
  }

  // Where a problem ends, if there is such a place well within.
  private int middle() {
    int middle = from + Math.ceilDiv(to - from, 2);
    int opening = opens(middle) ? middle : middle - middle % block;
    return opening - from > (to - from) / 4 ? opening : middle;
  }

  /** The same lane after the worker on it was lost. */
  Lane lostOnceMore() {
    return new Lane(experiment, generation, start, rank, from, to, lost + 1, block);
  }

  /** Its name among all lanes of all experiments. */
  String id() {
    return "%s/%d/%d".formatted(experiment, generation, start);
  }
}
