package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
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

  private static final double PATIENCE_MILLIS = 60_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

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
  void presetRunsAndSurvivesTheBackend() {
    Page page = browser.page(1400, 1000, ColorScheme.LIGHT);
    page.setDefaultTimeout(PATIENCE_MILLIS);
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
    screenshots(page.url());
    accessible(page);

    lab.killBackend();
    lab.restartBackend();
    page.navigate(lab.page("/"));
    page.locator("a[href*='experiments/']").first().click();
    page.waitForURL("**/experiments/*");
    awaitState(page, "DONE");
    assertEquals(before, errors(page));
    assertEquals(1, fitted(page, "3", "limit"), 0.02);
  }

  private static void awaitState(Page page, String state) {
    page.locator("[data-testid=experiment-state][data-value=" + state + "]").waitFor();
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

  /** The exact errors of the table, by cell index. */
  private static Map<String, String> errors(Page page) {
    page.locator("[data-testid=cell]").first().waitFor();
    return page.locator("[data-testid=cell]").all().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAttribute("data-index"),
                row -> row.getAttribute("data-error"),
                (first, second) -> first,
                TreeMap::new));
  }

  private static void screenshots(String url) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1400, 400}) {
        Page page = browser.page(width, 1000, scheme);
        page.navigate(url);
        awaitState(page, "DONE");
        page.locator("canvas, svg").first().waitFor();
        page.waitForTimeout(1500);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(
                    SCREENSHOTS.resolve(
                        "experiment-%s-%d.png"
                            .formatted(scheme.name().toLowerCase(java.util.Locale.ROOT), width))));
        page.context().close();
      }
    }
  }

  /** No serious accessibility fault on the experiment page, by axe-core. */
  private static void accessible(Page page) {
    var violations =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(
                    rule ->
                        "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getDescription())
                .toList();
    assertTrue(violations.isEmpty(), violations::toString);
  }
}
