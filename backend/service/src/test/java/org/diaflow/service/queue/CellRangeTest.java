package org.diaflow.service.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the cells of an experiment are cut into ranges. */
class CellRangeTest {

  private static final int BLOCK = 42;

  private static List<CellRange> ranges(int problems, int block, CellRange.Chunk... left) {
    return CellRange.of(
        "experiment", 1, new CellRange.Shape(problems * block, block, 1), List.of(left));
  }

  private static void assertSameCells(List<CellRange> ranges, int from, int to) {
    List<Integer> cells =
        ranges.stream().flatMapToInt(l -> IntStream.range(l.from(), l.to())).boxed().toList();
    assertEquals(IntStream.range(from, to).boxed().toList(), cells);
  }

  @Test
  void noProblemIsSharedBetweenRanges() {
    List<CellRange> ranges = ranges(30, BLOCK, new CellRange.Chunk(0, 30 * BLOCK));
    assertSameCells(ranges, 0, 30 * BLOCK);
    assertTrue(ranges.size() >= 8, "work for eight: " + ranges.size());
    assertTrue(ranges.stream().allMatch(range -> range.opens(range.from())));
  }

  @Test
  void whatIsLeftOfAProblemGoesWithTheRangeItIsIn() {
    List<CellRange> ranges = ranges(30, BLOCK, new CellRange.Chunk(50, 30 * BLOCK));
    assertSameCells(ranges, 50, 30 * BLOCK);
    assertTrue(ranges.stream().skip(1).allMatch(range -> range.opens(range.from())));
  }

  @Test
  void theManyCellsOfOneProblemAreSharedAllTheSame() {
    List<CellRange> ranges = ranges(1, 400, new CellRange.Chunk(0, 400));
    assertSameCells(ranges, 0, 400);
    assertTrue(ranges.size() >= 7, "work for seven: " + ranges.size());
  }

  @Test
  void aRangeIsSplitWhereAProblemEndsIfThatIsWellWithin() {
    for (int problems : new int[] {2, 3, 5, 8}) {
      var range = new CellRange("experiment", 1, 0, 0, 0, problems * BLOCK, 0, BLOCK);
      CellRange second = range.secondHalf(1);
      assertEquals(range.firstHalf().to(), second.from());
      assertEquals(range.to(), second.to());
      assertTrue(second.opens(second.from()), problems + " problems");
    }
  }

  @Test
  void aRangeOfPartsOfTwoProblemsIsSplitInTheMiddle() {
    var range = new CellRange("experiment", 1, 0, 0, 40, 60, 0, BLOCK);
    assertEquals(50, range.firstHalf().to());
  }

  @Test
  void aRangeOfAnOlderVersionIsSplitInTheMiddle() {
    var range = new CellRange("experiment", 1, 0, 0, 10, 13, 0, 0);
    assertEquals(12, range.firstHalf().to());
    assertEquals(12, range.secondHalf(1).from());
  }

  @Test
  void aRangeStoredByAnOlderVersionIsRead() throws JsonProcessingException {
    String stored =
        """
        {"experiment":"x","generation":2,"start":8,"rank":3,"from":9,"to":16,"lost":1,"block":4}
        """;
    var range = new CellRange("x", 2, 8, 3, 9, 16, 1, 4);
    assertEquals(range, new ObjectMapper().readValue(stored, CellRange.class));
    assertEquals(stored.strip(), new ObjectMapper().writeValueAsString(range));
  }

  @Test
  void shortRangesEndWherePathsEnd() {
    var shape = new CellRange.Shape(41 * 244, 244, 128);
    List<CellRange> ranges =
        CellRange.of("experiment", 1, shape, List.of(new CellRange.Chunk(0, 41 * 244)));
    assertSameCells(ranges, 0, 41 * 244);
    assertEquals(2 * 41, ranges.size());
    assertTrue(ranges.stream().allMatch(range -> range.from() % 244 % 128 == 0));
  }
}
