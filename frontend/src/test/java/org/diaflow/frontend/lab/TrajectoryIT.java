package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A researcher watches flows: from the preset to curves, stop reasons and an address to share. */
final class TrajectoryIT {

  private static final double PATIENCE_MILLIS = 120_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

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

  @Test
  void presetIsWatchedToItsEnd() {
    Page page = page(1400, ColorScheme.LIGHT);
    var complaints = new ArrayList<String>();
    page.onPageError(complaints::add);
    page.navigate(lab.page("/new?preset=watch"));
    page.locator("[data-testid=run]").click();
    page.waitForURL("**/experiments/*");
    awaitEnd(page);

    assertEquals(4, page.locator("[data-testid=flow]").count());
    for (Locator flow : page.locator("[data-testid=flow]").all()) {
      assertEquals("converged", flow.locator(".df-stopped").textContent());
    }
    for (String quantity : List.of("loss", "l1Norm", "distanceToLimit", "steps")) {
      awaitCurves(page, quantity, 4);
    }
    awaitCurves(page, "coordinates", 4 * 5);
    assertTrue(paths(page, "loss") >= 4);
    assertTrue(paths(page, "coordinates") >= 4 * 5 + 2 * 5);

    String address = page.url();
    page.locator("[data-testid=flow] vaadin-checkbox").first().click();
    awaitCurves(page, "loss", 3);
    page.waitForURL("**cells=1.2.3");
    Page again = page(1400, ColorScheme.LIGHT);
    again.navigate(page.url() + "&time=raw&show=loss.l1Norm");
    awaitCurves(again, "loss", 3);
    assertEquals(0, again.locator("[data-quantity=steps]:visible").count());
    assertEquals(List.of(), complaints);
    screenshots(address);
  }

  @Test
  void samplesDrawAFlowWhileItRuns() throws Exception {
    String slow =
        lab.post(
            "/api/experiments",
            """
            {"kind": "trajectory", "depths": [3], "alphas": [1e-4], "seeds": [1],
             "problem": {"generator": {"kind": "gaussian", "rows": 20, "columns": 60, "sparsity": 3}},
             "engines": [{"integrator": "gradient-descent"}],
             "stop": {"steps": 1000000000, "seconds": 12},
             "observables": ["loss", "invariantDrift", "distanceToMinimizer"]}
            """);
    Page page = page(1400, ColorScheme.LIGHT);
    page.navigate(lab.page("/experiments/" + slow));
    awaitCurves(page, "loss", 1);
    assertEquals("running", page.locator("[data-testid=flow] .df-stopped").textContent());
    awaitEnd(page);
    awaitCurves(page, "steps", 1);
    assertEquals("budget", page.locator("[data-testid=flow] .df-stopped").textContent());
    page.getByText("projection error the relative distance").waitFor();
    page.waitForTimeout(1500);
    picture(page, "trajectory-descent");
  }

  private static Page page(int width, ColorScheme scheme) {
    Page page = browser.page(width, 1000, scheme);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    return page;
  }

  private static void awaitEnd(Page page) {
    page.locator("[data-testid=experiment-state][data-value=DONE]").waitFor();
  }

  /** Waits until the plot of a quantity has been drawn with as many flows. */
  private static void awaitCurves(Page page, String quantity, int curves) {
    page.locator("[data-quantity='%s'][data-curves='%d'] svg".formatted(quantity, curves))
        .waitFor();
  }

  /** Lines of the picture, which has them for axes too. */
  private static int paths(Page page, String quantity) {
    return page.locator("[data-quantity='%s'] svg path[fill=none]".formatted(quantity)).count();
  }

  private static void screenshots(String address) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1400, 400}) {
        Page page = page(width, scheme);
        page.navigate(address);
        awaitCurves(page, "coordinates", 4 * 5);
        page.waitForTimeout(2500); // for the paths and their drawing
        picture(page, "trajectory-%s-%d".formatted(scheme.name().toLowerCase(Locale.ROOT), width));
        assertEquals(List.of(), inaccessible(page));
        assertEquals(0, page.evaluate("document.documentElement.scrollWidth - window.innerWidth"));
        page.context().close();
      }
    }
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static List<String> inaccessible(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(
                rule -> "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
            .toList();
  }
}
