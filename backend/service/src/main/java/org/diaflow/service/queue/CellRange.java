package org.diaflow.service.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of the cells of an experiment that one worker at a time computes. Only the cells that are
 * left of it are stored.
 *
 * @param experiment id of the experiment
 * @param generation an experiment that is resumed gets ranges of the next generation
 * @param start index of the cell it began with, which tells it from the others of its generation
 * @param rank how many ranges of the experiment go before it
 * @param from index of the first cell left
 * @param to index after the last one
 * @param lost how many workers in a row were lost while they computed it
 * @param block how many cells in a row belong to one problem, which is prepared by whoever computes
 *     the first of them; 0 in ranges of older versions
 */
public record CellRange(
    String experiment, int generation, int start, int rank, int from, int to, int lost, int block) {

  /** The largest number of ranges of an experiment, and so of threads that compute it. */
  public static final int MOST = 256;

  private static final int FIRST = 8;
  private static final int LONG = 64;

  /** A chunk of cells: those from {@code from} up to, but not including, {@code to}. */
  public record Chunk(int from, int to) {}

  /**
   * How the cells of an experiment belong together.
   *
   * @param total number of cells
   * @param block how many cells in a row belong to one problem
   * @param path how many of these in a row, from the first of the problem on, help each other
   */
  public record Shape(int total, int block, int path) {}

  /**
   * Ranges for {@code chunks} of an experiment of this {@code shape}: a few of some dozen cells,
   * which costs little where cells are quick; where they turn out slow, ranges are split. Ranges of
   * more than a problem end where a problem ends, so that no two workers prepare the same one, and
   * shorter ones where a path ends, so that no two walk along the same one.
   */
  public static List<CellRange> of(
      String experiment, int generation, Shape shape, List<Chunk> chunks) {
    int length = length(shape);
    int block = shape.block();
    var ranges = new ArrayList<CellRange>();
    for (Chunk chunk : chunks) {
      int to;
      for (int from = chunk.from(); from < chunk.to(); from = to) {
        int within = length < block ? from % block : from;
        int end = from - within % length + length;
        int limit = length < block ? from - from % block + block : end;
        to = Math.min(Math.min(end, limit), chunk.to());
        ranges.add(new CellRange(experiment, generation, from, ranges.size(), from, to, 0, block));
      }
    }
    return ranges;
  }

  private static int length(Shape shape) {
    int block = shape.block();
    int few = Math.min(LONG, Math.ceilDiv(shape.total(), FIRST));
    int least = Math.max(few, Math.ceilDiv(shape.total(), MOST));
    int paths = Math.ceilDiv(least, shape.path()) * shape.path();
    boolean shorter =
        paths < block
            && (long) Math.ceilDiv(shape.total(), block) * Math.ceilDiv(block, paths) <= MOST;
    if (shorter) {
      return paths;
    }
    int problems = Math.max(1, least / block);
    return Math.max(problems, Math.ceilDiv(Math.ceilDiv(shape.total(), MOST), block)) * block;
  }

  /** A single range for {@code chunks}: its cells are computed one at a time. */
  public static CellRange single(String experiment, int generation, List<Chunk> chunks) {
    int from = chunks.getFirst().from();
    return new CellRange(experiment, generation, from, 0, from, chunks.getLast().to(), 0, 0);
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
  public CellRange from(int index) {
    return new CellRange(
        experiment, generation, start, rank, index, to, index == from ? lost : 0, block);
  }

  /** The first half of this range, at least a cell. */
  CellRange firstHalf() {
    return new CellRange(experiment, generation, start, rank, from, middle(), lost, block);
  }

  /** The second half as a range of its own, after {@code others} ranges of the experiment. */
  CellRange secondHalf(int others) {
    return new CellRange(experiment, generation, middle(), others, middle(), to, 0, block);
  }

  // Where a problem ends, if there is such a place well within.
  private int middle() {
    int middle = from + Math.ceilDiv(to - from, 2);
    int opening = opens(middle) ? middle : middle - middle % block;
    return opening - from > (to - from) / 4 ? opening : middle;
  }

  /** The same range after the worker on it was lost. */
  CellRange lostOnceMore() {
    return new CellRange(experiment, generation, start, rank, from, to, lost + 1, block);
  }

  /** The key of this range among those of all experiments. */
  String id() {
    return "%s/%d/%d".formatted(experiment, generation, start);
  }
}
