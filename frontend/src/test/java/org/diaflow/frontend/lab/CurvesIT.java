package org.diaflow.frontend.lab;

import static com.microsoft.playwright.options.ColorScheme.LIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves of experiments with many cells: what pages are sent, keep, and let people choose. */
final class CurvesIT {

  private static final double PATIENCE_MILLIS = 300_000;
  private static final int MOST_BYTES_OF_A_FRAME = 200_000;
  private static final int PAGES = 5;

  /** A cell is about a kilobyte in memory: five pages that kept theirs would be four times this. */
  private static final long MOST_BYTES_OF_PAGES = 4L << 20;

  /** Pages that kept their cells would show at a fifth of what is promised, too; 50 for all. */
  private static final int SEEDS = Integer.getInteger("diaflow.sweep.seeds", 10);

  /** 4 noise levels × seeds × 2 depths × 49 scales: 3,920, or 19,600 with 50 seeds. */
  private static final int MANY = 4 * SEEDS * 2 * 49;

  private static final int FEW = 4 * 2 * 2 * 49;

  @TempDir static Path data;

  private static PackagedLab lab;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = new Browser();
    lab = new PackagedLab(data);
  }

  @AfterAll
  static void stop() {
    browser.close();
    lab.close();
  }

  /**
   * A page on a sweep sees its last cell, in small frames, and weighs as much as on a small one.
   */
  @Test
  void pagesDoNotGrowWithTheNumberOfCells() throws IOException, InterruptedException {
    Page first = page();
    var largest = new AtomicInteger();
    first.onWebSocket(
        socket ->
            socket.onFrameReceived(
                frame ->
                    largest.accumulateAndGet(
                        frame.text() == null ? frame.binary().length : frame.text().length(),
                        Math::max)));
    String many = sweep(SEEDS);
    first.navigate(lab.page("/experiments/" + many));
    String early = lab.get("/api/experiments/" + many);
    awaitCells(first, MANY);
    Instant shown = Instant.now();
    first.locator("[data-testid=experiment-state][data-value=DONE]").waitFor();
    tellDelay(shown, many, text(early, "state"));
    assertTrue(largest.get() > 0, "no frame seen");
    assertTrue(largest.get() < MOST_BYTES_OF_A_FRAME, () -> "a frame of " + largest + " bytes");
    first.context().close();

    long small = bytesOfPages(sweep(2), FEW);
    long large = bytesOfPages(many, MANY);
    assertTrue(
        large - small < MOST_BYTES_OF_PAGES,
        () -> "%d bytes with many cells, %d with few".formatted(large, small));
  }

  @Test
  void measureAndAxesAreChosenAndInTheAddress() throws IOException, InterruptedException {
    String sweep = sweep(2);
    Page page = page();
    page.navigate(lab.page("/experiments/" + sweep + "?y=testErrorL2&by=noise"));
    awaitCells(page, FEW);
    page.locator("[data-testid=curves][data-measure=testErrorL2]").waitFor();
    page.locator("[data-testid=curve]").nth(3).waitFor();
    assertEquals(4, page.locator("[data-testid=curve]").count());

    choose(page, "curves-x", "noise");
    page.waitForURL("**x=noise**");
    page.locator("[data-testid=curve]").first().waitFor();
    page.waitForCondition(() -> page.locator("[data-testid=curve]").count() == 1);
    choose(page, "curves-x2", "depth D");
    page.waitForURL("**x2=depth**");
    page.locator("[data-testid=curve][data-places='8']").waitFor();
    page.reload();
    page.locator("[data-testid=curve][data-places='8']").waitFor();
    page.context().close();
  }

  /**
   * Prints when the page showed the last cell, counted from the end that the service states; both
   * read the clock of one machine. Two seconds at most are promised on a machine that is not busy.
   */
  private static void tellDelay(Instant shown, String id, String opened)
      throws IOException, InterruptedException {
    Instant end = Instant.parse(text(lab.get("/api/experiments/" + id), "finished"));
    System.out.printf(
        "The page, opened while %s, showed the last of %d cells %d ms after the end.%n",
        opened, MANY, Duration.between(end, shown).toMillis());
  }

  private static String text(String json, String field) throws IOException {
    return new ObjectMapper().readTree(json).required(field).asText();
  }

  private static long bytesOfPages(String id, int cells) throws IOException {
    var pages = new ArrayList<Page>();
    for (int k = 0; k < PAGES; k++) {
      Page page = page();
      pages.add(page);
      page.navigate(lab.page("/experiments/" + id));
      awaitCells(page, cells);
    }
    long bytes = lab.dashboardBytes();
    pages.forEach(page -> page.context().close());
    return bytes;
  }

  private static void choose(Page page, String select, String item) {
    page.locator("[data-testid=%s]".formatted(select)).click();
    page.locator("vaadin-select-item:visible")
        .filter(new Locator.FilterOptions().setHasText(item))
        .first()
        .click();
  }

  private static void awaitCells(Page page, int cells) {
    page.locator("[data-testid=curves][data-cells='%d']".formatted(cells)).waitFor();
    page.locator("diaflow-chart svg").first().waitFor();
  }

  private static Page page() {
    Page page = browser.page(1400, 1000, LIGHT);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    return page;
  }

  private static String sweep(int seeds) throws IOException, InterruptedException {
    List<Integer> all = java.util.stream.IntStream.rangeClosed(1, seeds).boxed().toList();
    return lab.post(
        "/api/experiments",
        """
        {"kind": "error-vs-scale", "depths": [2, 3], "seeds": %s, "engines": ["limit"],
         "alphas": {"from": 1, "to": 1e-6, "pointsPerDecade": 8},
         "measures": ["errorL1", "testErrorL2"],
         "problem": {"generator": {"kind": "gaussian", "rows": 4, "columns": 8, "sparsity": 1,
                                   "noise": [0, 0.03, 0.1, 0.4]}}}
        """
            .formatted(all));
  }
}
