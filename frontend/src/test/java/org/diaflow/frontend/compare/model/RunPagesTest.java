package org.diaflow.frontend.compare.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.CellView;
import org.diaflow.api.Page;
import org.diaflow.frontend.fake.Cells;
import org.junit.jupiter.api.Test;

class RunPagesTest {

  private final List<Integer> asked = new ArrayList<>();
  private int done;
  private int total;

  @Test
  void pagesAreFetchedUntilAllTheirRunsHaveEnded() {
    total = 250;
    done = 130;
    var pages = new RunPages(this::page);
    Runs first = pages.fetch();
    assertEquals(250, first.cells().size());
    assertEquals(IntStream.range(0, 130).boxed().toList(), indices(first.ended()));
    assertEquals(List.of(0, 1, 2), asked);

    done = 220;
    assertEquals(220, pages.fetch().ended().size());
    assertEquals(List.of(0, 1, 2, 1, 2), asked);

    done = 250;
    assertEquals(250, pages.fetch().ended().size());
    assertEquals(250, pages.fetch().ended().size());
    assertEquals(List.of(0, 1, 2, 1, 2, 2), asked);
  }

  @Test
  void aPageDoesNotGrowWithTheNumberOfRuns() {
    total = 20_000;
    done = 20_000;
    Runs runs = new RunPages(this::page).fetch();
    assertEquals(Runs.MOST, runs.cells().size());
    assertEquals(20_000, runs.total());
    assertEquals(List.of(0, 1, 2, 3, 4), asked);
  }

  private Page<CellView> page(int number) {
    asked.add(number);
    int from = number * RunPages.SIZE;
    return new Page<>(
        total,
        IntStream.range(from, Math.min(total, from + RunPages.SIZE))
            .mapToObj(index -> index < done ? cell(index) : Cells.queued(cell(index)))
            .toList());
  }

  private static CellView cell(int index) {
    return Cells.ended(index, Double.NaN, Double.NaN, index / 10, "pdhg", "converged", null, null);
  }

  private static List<Integer> indices(List<CellView> cells) {
    return cells.stream().map(CellView::index).toList();
  }
}
