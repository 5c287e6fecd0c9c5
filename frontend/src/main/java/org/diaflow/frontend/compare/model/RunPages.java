package org.diaflow.frontend.compare.model;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.diaflow.api.CellView;
import org.diaflow.api.Page;

/**
 * The first runs of a comparison, fetched page by page. A page whose runs have all ended is fetched
 * once: what ended does not change. Not thread-safe.
 */
public final class RunPages {

  /** Runs of a page. */
  public static final int SIZE = 100;

  private final IntFunction<Page<CellView>> source;
  private final Map<Integer, Page<CellView>> complete = new TreeMap<>();

  /** Runs of {@code source}, which has pages of {@value #SIZE}, counted from 0. */
  public RunPages(IntFunction<Page<CellView>> source) {
    this.source = source;
  }

  /** The runs as they are now. */
  public Runs fetch() {
    var cells = new ArrayList<CellView>();
    int total = 0;
    for (int number = 0; number * SIZE < Runs.MOST; number++) {
      Page<CellView> page = page(number);
      total = (int) page.total();
      cells.addAll(page.items());
      if (cells.size() >= total || page.items().isEmpty()) {
        break;
      }
    }
    return new Runs(cells, total);
  }

  private Page<CellView> page(int number) {
    Page<CellView> known = complete.get(number);
    if (known != null) {
      return known;
    }
    Page<CellView> page = source.apply(number);
    if (page.items().stream().allMatch(Runs::hasEnded)) {
      complete.put(number, page);
    }
    return page;
  }
}
