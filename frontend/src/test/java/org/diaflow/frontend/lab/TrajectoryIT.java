package org.diaflow.frontend.lab;

import static com.microsoft.playwright.options.ColorScheme.DARK;
import static com.microsoft.playwright.options.ColorScheme.LIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A researcher watches flows: from the preset to curves, stop reasons and an address to share. */
@ExtendWith(SharedLab.Resolver.class)
final class TrajectoryIT {

  private static final double PATIENCE_MILLIS = 300_000;

  private final PackagedLab lab;
  private final Browser browser;

  TrajectoryIT(SharedLab shared) {
    this.lab = shared.lab();
    this.browser = shared.browser();
  }

  @Test
  void presetIsWatchedToItsEnd() {
    Page page = page();
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
    Page again = page();
    again.navigate(page.url() + "&time=raw&show=loss.l1Norm");
    awaitCurves(again, "loss", 3);
    assertEquals(0, again.locator("[data-quantity=steps]:visible").count());
    assertEquals(List.of(), complaints);
    page.context().close();
    again.context().close();
    var faults = new ArrayList<String>();
    faults.addAll(
        Look.at(browser, "trajectory", address, 1400, TrajectoryIT::awaitPaths, LIGHT, DARK));
    faults.addAll(
        Look.at(browser, "trajectory", address, 400, TrajectoryIT::awaitPaths, DARK, LIGHT));
    assertEquals(List.of(), faults);
  }

  @Test
  void samplesDrawAFlowWhileItRuns() throws Exception {
    Page page = page();
    page.navigate(lab.page("/")); // what can be loaded before the flow runs
    page.locator("h1").first().waitFor();
    String slow =
        lab.post(
            "/api/experiments",
            """
            {"kind": "trajectory", "depths": [3], "alphas": [1e-4], "seeds": [1],
             "problem": {"generator": {"kind": "gaussian", "rows": 20, "columns": 60, "sparsity": 3}},
             "engines": [{"integrator": "gradient-descent"}],
             "stop": {"steps": 1000000000, "seconds": 20},
             "observables": ["loss", "invariantDrift", "distanceToMinimizer"]}
            """);
    page.navigate(lab.page("/experiments/" + slow));
    awaitCurves(page, "loss", 1);
    assertEquals("running", page.locator("[data-testid=flow] .df-stopped").textContent());
    awaitEnd(page);
    awaitCurves(page, "steps", 1);
    assertEquals("budget", page.locator("[data-testid=flow] .df-stopped").textContent());
    page.getByText("projection error the relative distance").waitFor();
    Look.picture(page, "trajectory-descent");
    page.context().close();
  }

  private Page page() {
    Page page = browser.page(1400, 1000, LIGHT);
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

  /** Waits until the coordinates have been drawn with the paths they are compared with. */
  private static void awaitPaths(Page page) {
    awaitCurves(page, "coordinates", 4 * 5);
    page.waitForCondition(() -> paths(page, "coordinates") >= 4 * 5 + 2 * 5);
  }

  /** Lines of the picture, which has them for axes too. */
  private static int paths(Page page, String quantity) {
    return page.locator("[data-quantity='%s'] svg path[fill=none]".formatted(quantity)).count();
  }
}
