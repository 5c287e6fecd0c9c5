package org.diaflow.frontend.lab;

import static com.microsoft.playwright.options.ColorScheme.DARK;
import static com.microsoft.playwright.options.ColorScheme.LIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A comparison of every ℓ¹ solver, from the preset to the verdicts: what a coarse tolerance leaves
 * unsolved is solved by purification, and the page is fit to be seen.
 */
@ExtendWith(SharedLab.Resolver.class)
final class CompareIT {

  private static final double PATIENCE_MILLIS = 300_000;

  private final PackagedLab lab;
  private final Browser browser;

  CompareIT(SharedLab shared) {
    this.lab = shared.lab();
    this.browser = shared.browser();
  }

  @Test
  void presetRunsAndPurificationSolvesWhatWasCoarse() {
    Page page = browser.page(1400, 1000, LIGHT);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.navigate(lab.page("/compare?preset=high-dynamic-range"));
    page.locator("[data-testid=run]").click();
    page.waitForURL("**/compare/*");
    page.locator("[data-testid=experiment-state][data-value=DONE]").waitFor();
    page.locator("[data-testid=contestant][data-ended='5']").nth(9).waitFor();
    assertEquals(5, number(contestant(page, "homotopy"), "data-solved"));
    assertEquals(5, number(contestant(page, "ojalgo-simplex"), "data-solved"));
    Locator coarse = contestant(page, "douglas-rachford, 1e-4");
    assertNotEquals(5, number(coarse, "data-solved"));
    assertEquals(5, number(coarse, "data-solved-purified"));
    assertEquals(50, page.locator("[data-testid=run-row]").count());
    String run = page.url();

    page.navigate(lab.page("/"));
    page.locator("a[href*='compare/']").first().click();
    page.waitForURL("**/compare/*");
    page.locator("[data-testid=contestant]").first().waitFor();
    page.navigate(run.replace("/compare/", "/experiments/"));
    page.waitForURL("**/compare/*");

    page.navigate(lab.page("/compare?preset=gaussian"));
    page.locator("[data-testid=run]").click();
    page.waitForURL("**/compare/*");
    page.locator("[data-testid=experiment-state][data-value=DONE]").waitFor();
    String large = page.url();

    var faults =
        new ArrayList<>(
            Look.at(browser, "comparison-gaussian", large, 1400, CompareIT::awaitPlots, LIGHT));
    faults.addAll(Look.at(browser, "comparison", run, 1400, CompareIT::awaitPlots, LIGHT, DARK));
    faults.addAll(Look.at(browser, "comparison", run, 400, CompareIT::awaitPlots, DARK, LIGHT));
    String compare = lab.page("/compare");
    faults.addAll(Look.at(browser, "compare", compare, 1400, _ -> {}, LIGHT, DARK));
    faults.addAll(Look.at(browser, "compare", compare, 400, _ -> {}, DARK, LIGHT));
    assertEquals(List.of(), faults);
  }

  private static Locator contestant(Page page, String label) {
    Locator row = page.locator("[data-testid=contestant][data-label='%s']".formatted(label));
    row.waitFor();
    return row;
  }

  private static int number(Locator row, String attribute) {
    return Integer.parseInt(row.getAttribute(attribute));
  }

  private static void awaitPlots(Page page) {
    page.locator("diaflow-chart svg").last().waitFor();
  }
}
