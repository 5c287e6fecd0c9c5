package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A researcher's first minutes: run the tightness preset, watch it end, read the slopes, lose the
 * backend, and find the experiment again with the same numbers.
 */
final class TightnessIT {

  private static final double PATIENCE_MILLIS = 300_000;

  @TempDir static Path data;

  private static PackagedLab lab;
  private static Browser browser;

  @BeforeAll
  static void start() {
    // The browser first: if there is none, no process is left behind.
    browser = new Browser();
    lab = new PackagedLab(data);
  }

  @AfterAll
  static void stop() {
    browser.close();
    lab.close();
  }

  @Test
  void presetRunsAndSurvivesTheBackend() throws IOException, InterruptedException {
    Page page = browser.page(1400, 1000, ColorScheme.LIGHT);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    assertEquals(
        List.of(),
        Look.at(browser, "empty-history", lab.page("/"), 1400, _ -> {}, ColorScheme.LIGHT));
    page.navigate(lab.page("/new?preset=tightness"));
    page.locator("[data-testid=run]").click();
    page.waitForURL("**/experiments/*");
    awaitState(page, "DONE");

    double rho = value(page.locator("[data-testid=rho]"));
    assertEquals(0.5, rho, 1e-9);
    for (String engine : new String[] {"limit", "mirror-rosenbrock"}) {
      double two = fitted(page, "2", engine);
      double three = fitted(page, "3", engine);
      assertEquals(1 - rho, two, 0.02 * (1 - rho), engine);
      assertEquals(1, three, 0.02, engine);
    }
    Map<String, String> before = errors(page);
    assertFalse(before.isEmpty());
    String cells = "/api/experiments%s/cells.csv".formatted(page.url().replaceAll(".*/", "/"));
    String table = lab.get(cells);
    var faults = new ArrayList<String>();
    for (int width : new int[] {1400, 400}) {
      faults.addAll(
          Look.at(
              browser,
              "tightness",
              page.url(),
              width,
              TightnessIT::awaitPlot,
              ColorScheme.LIGHT,
              ColorScheme.DARK));
    }
    assertEquals(List.of(), faults);

    lab.killBackend();
    lab.restartBackend();
    page.navigate(lab.page("/"));
    page.locator("a[href*='experiments/']").first().click();
    page.waitForURL("**/experiments/*");
    awaitState(page, "DONE");
    assertEquals(before, errors(page));
    assertEquals(table, lab.get(cells));
    assertEquals(1, fitted(page, "3", "limit"), 0.02);
  }

  private static void awaitState(Page page, String state) {
    page.locator("[data-testid=experiment-state][data-value=" + state + "]").waitFor();
  }

  private static void awaitPlot(Page page) {
    awaitState(page, "DONE");
    page.locator("diaflow-chart svg").last().waitFor();
  }

  private static double fitted(Page page, String depth, String engine) {
    return value(
        page.locator(
            "[data-testid=slope-fitted][data-depth='%s'][data-engine='%s']"
                .formatted(depth, engine)));
  }

  private static double value(Locator locator) {
    locator
        .page()
        .waitForCondition(() -> !"".equals(String.valueOf(locator.getAttribute("data-value"))));
    return Double.parseDouble(locator.getAttribute("data-value"));
  }

  /** The exact errors of the rows of the table in sight, by cell index. */
  private static Map<String, String> errors(Page page) {
    Locator rows = page.locator("[data-testid=cell-errorL1]:visible");
    rows.nth(8).waitFor();
    return rows.all().stream()
        .filter(row -> Integer.parseInt(row.getAttribute("data-index")) < 8)
        .collect(
            Collectors.toMap(
                row -> row.getAttribute("data-index"),
                row -> row.getAttribute("title"),
                (first, second) -> first,
                TreeMap::new));
  }
}
