package org.diaflow.service.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the cells of an experiment are cut into lanes. */
class LaneTest {

  private static final int BLOCK = 42;

  private static List<Lane> lanes(int problems, int block, Lane.Stretch... left) {
    return Lane.of("experiment", 1, problems * block, block, List.of(left));
  }

  private static void assertSameCells(List<Lane> lanes, int from, int to) {
    List<Integer> cells =
        lanes.stream().flatMapToInt(l -> IntStream.range(l.from(), l.to())).boxed().toList();
    assertEquals(IntStream.range(from, to).boxed().toList(), cells);
  }

  @Test
  void noProblemIsSharedBetweenLanes() {
    List<Lane> lanes = lanes(30, BLOCK, new Lane.Stretch(0, 30 * BLOCK));
    assertSameCells(lanes, 0, 30 * BLOCK);
    assertTrue(lanes.size() >= 8, "work for eight: " + lanes.size());
    assertTrue(lanes.stream().allMatch(lane -> lane.opens(lane.from())));
  }

  @Test
  void whatIsLeftOfAProblemGoesWithTheLaneItIsIn() {
    List<Lane> lanes = lanes(30, BLOCK, new Lane.Stretch(50, 30 * BLOCK));
    assertSameCells(lanes, 50, 30 * BLOCK);
    assertTrue(lanes.stream().skip(1).allMatch(lane -> lane.opens(lane.from())));
  }

  @Test
  void theManyCellsOfOneProblemAreSharedAllTheSame() {
    List<Lane> lanes = lanes(1, 400, new Lane.Stretch(0, 400));
    assertSameCells(lanes, 0, 400);
    assertTrue(lanes.size() >= 7, "work for seven: " + lanes.size());
  }

  @Test
  void aLaneIsSplitWhereAProblemEndsIfThatIsWellWithin() {
    for (int problems : new int[] {2, 3, 5, 8}) {
      var lane = new Lane("experiment", 1, 0, 0, 0, problems * BLOCK, 0, BLOCK);
      Lane second = lane.secondHalf(1);
      assertEquals(lane.firstHalf().to(), second.from());
      assertEquals(lane.to(), second.to());
      assertTrue(second.opens(second.from()), problems + " problems");
    }
  }

  @Test
  void aLaneOfPartsOfTwoProblemsIsSplitInTheMiddle() {
    var lane = new Lane("experiment", 1, 0, 0, 40, 60, 0, BLOCK);
    assertEquals(50, lane.firstHalf().to());
  }

  @Test
  void aLaneOfAnOlderVersionIsSplitInTheMiddle() {
    var lane = new Lane("experiment", 1, 0, 0, 10, 13, 0, 0);
    assertEquals(12, lane.firstHalf().to());
    assertEquals(12, lane.secondHalf(1).from());
  }
}
