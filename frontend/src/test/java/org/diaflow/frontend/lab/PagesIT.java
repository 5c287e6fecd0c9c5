package org.diaflow.frontend.lab;

import static com.microsoft.playwright.options.ColorScheme.DARK;
import static com.microsoft.playwright.options.ColorScheme.LIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page in light and dark, wide and narrow, can be shown to a colleague, see {@link Look}. */
@ExtendWith(SharedLab.Resolver.class)
final class PagesIT {

  private static final String FACE =
      "{\"generator\": {\"kind\": \"non-unique\", \"rows\": 6, \"columns\": 15, \"sparsity\": 3,"
          + " \"seed\": 6}}";

  private static final String PHASES =
      """
      {"kind": "phase-diagram", "seeds": [1, 2, 3, 4],
       "problem": {"generator": {"kind": "donoho-tanner", "columns": 20,
         "undersampling": {"from": 0.2, "to": 0.8, "points": 4},
         "density": {"from": 0.1, "to": 0.7, "points": 4}}}}
      """;

  private final PackagedLab lab;
  private final Browser browser;

  PagesIT(SharedLab shared) {
    this.lab = shared.lab();
    this.browser = shared.browser();
  }

  @Test
  void everyPageCanBeShownToAColleague() throws IOException, InterruptedException {
    Map<String, String> pages = pages();
    String several = experiment("{\"kind\": \"non-unique\"}", 8); // more cells than a table shows
    var faults = new ArrayList<String>();
    for (var page : pages.entrySet()) {
      String address = lab.page(page.getValue());
      faults.addAll(
          Look.at(
              browser, page.getKey(), address, 1400, at -> await(at, page.getKey()), LIGHT, DARK));
      faults.addAll(
          Look.at(
              browser, page.getKey(), address, 400, at -> await(at, page.getKey()), DARK, LIGHT));
    }
    String address = lab.page("/experiments/" + several);
    faults.addAll(
        Look.at(browser, "experiment-non-unique", address, 1400, PagesIT::awaitExperiment, LIGHT));
    assertEquals(List.of(), faults);
  }

  /** The depth chosen on the page is in the address, in the words and in the path. */
  @Test
  void depthOfThePathIsChosen() throws IOException, InterruptedException {
    Page page = browser.page(1400, 1000, LIGHT);
    page.setDefaultTimeout(300_000);
    page.navigate(lab.page(problem(FACE)));
    awaitProblem(page);
    Locator words = page.locator("[data-testid=paths]");
    words.filter(new Locator.FilterOptions().setHasText("what depth 2 selects")).waitFor();
    String two = end(page);
    Locator depth = page.locator("[data-testid=paths-depth] input");
    depth.fill("3.5");
    depth.press("Enter");
    words.filter(new Locator.FilterOptions().setHasText("what depth 3.5 selects")).waitFor();
    page.waitForURL("**?depth=3.5");
    String deeper = end(page);
    assertNotEquals(two, deeper);
    page.reload();
    words.filter(new Locator.FilterOptions().setHasText("what depth 3.5 selects")).waitFor();
    assertEquals(deeper, end(page));
    page.context().close();
  }

  /** A page does not wait for the library of its charts, and asks for it until it has come. */
  @Test
  void chartsAreDrawnThoughTheirLibraryIsLateAndFailsAtFirst()
      throws IOException, InterruptedException {
    Page page = browser.page(400, 1000, LIGHT);
    page.setDefaultTimeout(300_000);
    var late = new ArrayDeque<Route>();
    page.route("**/echarts.min.js", late::add);
    page.navigate(lab.page(problem(FACE)));
    page.locator("[data-testid=jump]").first().waitFor();
    assertEquals(0, page.locator("diaflow-chart svg").count());
    page.waitForCondition(() -> !late.isEmpty());
    late.remove().abort();
    page.waitForCondition(() -> !late.isEmpty());
    late.remove().resume();
    page.waitForCondition(() -> page.locator("diaflow-chart svg").count() == 2);
    page.context().close();
  }

  private static String end(Page page) {
    return page.locator("[data-testid=jump]").last().getAttribute("data-x");
  }

  /** Names and addresses, with enough in the lab to have something to show. */
  private Map<String, String> pages() throws IOException, InterruptedException {
    var pages = new LinkedHashMap<String, String>();
    String gaussian =
        experiment("{\"kind\": \"gaussian\", \"rows\": 10, \"columns\": 30, \"sparsity\": 3}", 2);
    pages.put("history", "/");
    pages.put("new", "/new?preset=certified");
    pages.put("experiment", "/experiments/" + gaussian);
    pages.put("experiment-phase-diagram", "/experiments/" + lab.post("/api/experiments", PHASES));
    String other =
        experiment("{\"kind\": \"gaussian\", \"rows\": 12, \"columns\": 30, \"sparsity\": 3}", 2);
    pages.put("overlay", "/curves?experiment=%s&experiment=%s".formatted(gaussian, other));
    pages.put("new-phase-diagram", "/new?preset=phase_diagram");
    pages.put("problems", "/problems");
    pages.put(
        "problem-example",
        problem(
            "{\"matrix\": [[1, 0.5, 0.7, 0], [0.5, 1, 0.1, 0.7]], \"observations\": [1, 0],"
                + " \"planted\": [1, 0, 0, 0]}"));
    pages.put(
        "problem-noisy",
        problem(
            "{\"generator\": {\"kind\": \"gaussian\", \"rows\": 30, \"columns\": 100,"
                + " \"sparsity\": 4, \"noise\": 0.1}}"));
    pages.put("problem-cleaned", cleaned());
    pages.put("problem-non-unique", problem(FACE));
    pages.put("plugins", "/plugins");
    return pages;
  }

  /** An experiment with {@code scales} per decade of α. */
  private String experiment(String generator, int scales) throws IOException, InterruptedException {
    return lab.post(
        "/api/experiments",
        """
        {"kind": "error-vs-scale", "problem": {"generator": %s}, "depths": [2, 3, 4],
         "alphas": {"from": 1, "to": 1e-5, "pointsPerDecade": %d},
         "engines": ["limit", {"integrator": "mirror-rosenbrock"}]}
        """
            .formatted(generator, scales));
  }

  private String problem(String document) throws IOException, InterruptedException {
    return "/problems/" + lab.post("/api/problems", document);
  }

  /** A problem whose third equation is the sum of the others but for rounding. */
  private String cleaned() throws IOException, InterruptedException {
    return problem(
        "{\"matrix\": [[0.1, 0.7, 0.3], [0.2, 0.5, 0.9], [0.3, 1.2, 1.2]],"
            + " \"observations\": [0.1, 0.2, 0.3000000000000003]}");
  }

  private static void await(Page page, String name) {
    if (name.startsWith("experiment")) {
      awaitExperiment(page);
    }
    if (name.equals("history")) {
      page.locator("[data-testid=experiment]").first().waitFor();
    }
    if (name.equals("overlay")) {
      page.locator("[data-testid=curve]").nth(1).waitFor();
    }
    if (name.startsWith("problem-")) {
      awaitProblem(page);
    }
  }

  private static void awaitExperiment(Page page) {
    page.locator("[data-testid=experiment-state][data-value=DONE]").waitFor();
    page.locator("diaflow-chart svg").last().waitFor();
  }

  private static void awaitProblem(Page page) {
    page.locator("[data-testid=backward-error]").waitFor();
    page.locator("diaflow-chart svg").last().waitFor();
    page.locator("[data-testid=jump]").first().waitFor();
  }
}
