package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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

/**
 * A comparison of every ℓ¹ solver, from the preset to the verdicts: what a coarse tolerance leaves
 * unsolved is solved by purification, and the page is fit to be seen.
 */
final class CompareIT {

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
  void presetRunsAndPurificationSolvesWhatWasCoarse() {
    Page page = browser.page(1400, 1000, ColorScheme.LIGHT);
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

    var faults = new ArrayList<>(look("comparison-gaussian", large, ColorScheme.LIGHT, 1400));
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1400, 400}) {
        faults.addAll(look("comparison", run, scheme, width));
        faults.addAll(look("compare", lab.page("/compare"), scheme, width));
      }
    }
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

  private static List<String> look(String name, String address, ColorScheme scheme, int width) {
    Page page = browser.page(width, 1000, scheme);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    var faults = new ArrayList<String>();
    page.onPageError(faults::add);
    page.navigate(address);
    page.locator("h1").first().waitFor();
    if (name.startsWith("comparison")) {
      page.locator("diaflow-chart svg").last().waitFor();
    }
    page.waitForTimeout(1500); // for the last push and its drawing
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                SCREENSHOTS.resolve(
                    "%s-%s-%d.png"
                        .formatted(name, scheme.name().toLowerCase(Locale.ROOT), width))));
    if (width > 1000) {
      new AxeBuilder(page)
          .analyze().getViolations().stream()
              .filter(
                  rule -> "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
              .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
              .forEach(faults::add);
    }
    if ((int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0) {
      faults.add("wider than the window");
    }
    page.context().close();
    return faults.stream().map(fault -> name + " " + scheme + " " + width + ": " + fault).toList();
  }
}
