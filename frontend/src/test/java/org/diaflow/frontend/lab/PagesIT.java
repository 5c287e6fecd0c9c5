package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in light and dark, wide and narrow: it fits into the window, has no serious
 * accessibility fault, and its script has nothing to complain about. Pictures go to {@code
 * target/screenshots}.
 */
final class PagesIT {

  private static final double PATIENCE_MILLIS = 60_000;
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
  void everyPageCanBeShownToAColleague() throws IOException, InterruptedException {
    var faults = new ArrayList<String>(look("empty-history", "/", ColorScheme.LIGHT, 1400));
    Map<String, String> pages = pages();
    String several = experiment("{\"kind\": \"non-unique\"}");
    String face =
        problem(
            "{\"generator\": {\"kind\": \"non-unique\", \"rows\": 6, \"columns\": 15,"
                + " \"sparsity\": 3, \"seed\": 6}}");
    faults.addAll(
        look("experiment-non-unique", "/experiments/" + several, ColorScheme.LIGHT, 1400));
    faults.addAll(look("problem-non-unique", face, ColorScheme.LIGHT, 400));
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {1400, 400}) {
        for (var page : pages.entrySet()) {
          faults.addAll(look(page.getKey(), page.getValue(), scheme, width));
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  /** Names and addresses, with enough in the lab to have something to show. */
  private static Map<String, String> pages() throws IOException, InterruptedException {
    var pages = new LinkedHashMap<String, String>();
    String gaussian =
        experiment("{\"kind\": \"gaussian\", \"rows\": 10, \"columns\": 30, \"sparsity\": 3}");
    pages.put("history", "/");
    pages.put("new", "/new?preset=certified");
    pages.put("experiment", "/experiments/" + gaussian);
    pages.put("problems", "/problems");
    pages.put(
        "problem-example",
        problem("{\"matrix\": [[1, 0.5, 0.7, 0], [0.5, 1, 0.1, 0.7]], \"observations\": [1, 0]}"));
    pages.put(
        "problem-noisy",
        problem(
            "{\"generator\": {\"kind\": \"gaussian\", \"rows\": 30, \"columns\": 100,"
                + " \"sparsity\": 4, \"noise\": 0.1}}"));
    pages.put("plugins", "/plugins");
    return pages;
  }

  private static String experiment(String generator) throws IOException, InterruptedException {
    return lab.post(
        "/api/experiments",
        """
        {"kind": "error-vs-scale", "problem": {"generator": %s}, "depths": [2, 3, 4],
         "alphas": {"from": 1, "to": 1e-5, "pointsPerDecade": 8},
         "engines": ["limit", {"integrator": "mirror-rosenbrock"}]}
        """
            .formatted(generator));
  }

  private static String problem(String document) throws IOException, InterruptedException {
    return "/problems/" + lab.post("/api/problems", document);
  }

  /** What is wrong with a page. */
  private static List<String> look(String name, String address, ColorScheme scheme, int width) {
    Page page = browser.page(width, 1000, scheme);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    var complaints = new ArrayList<String>();
    page.onPageError(complaints::add);
    page.navigate(lab.page(address));
    page.locator("h1").first().waitFor();
    if (name.startsWith("experiment")) {
      page.locator("[data-testid=experiment-state][data-value=DONE]").waitFor();
    }
    if (name.startsWith("problem-")) {
      page.locator("diaflow-chart svg").last().waitFor();
      page.locator("[data-testid=jump]").first().waitFor();
    }
    page.waitForTimeout(700); // for the last push and its drawing
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                SCREENSHOTS.resolve(
                    "%s-%s-%d.png"
                        .formatted(name, scheme.name().toLowerCase(Locale.ROOT), width))));
    var faults = new ArrayList<String>(complaints);
    if (width > 1000) {
      faults.addAll(inaccessible(page)); // it looks at colours and names, not at the layout
    }
    if ((int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0) {
      faults.add("wider than the window");
    }
    page.context().close();
    String where = "%s, %s, %d px: ".formatted(name, scheme, width);
    return faults.stream().map(where::concat).toList();
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
