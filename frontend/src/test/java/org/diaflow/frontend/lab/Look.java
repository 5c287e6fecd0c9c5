package org.diaflow.frontend.lab;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A look at a page: it fits into the window, has no serious accessibility fault, and its script has
 * nothing to complain about. Pictures go to {@code target/screenshots}.
 */
final class Look {

  private static final double PATIENCE_MILLIS = 300_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Resolves once nothing in the page has changed for a quarter of a second, or after ten. */
  private static final String QUIET =
      """
      () => new Promise((resolve) => {
        const done = () => { observer.disconnect(); resolve(); };
        let rest = setTimeout(done, 250);
        const observer = new MutationObserver(() => {
          clearTimeout(rest);
          rest = setTimeout(done, 250);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(done, 10000);
      })
      """;

  private Look() {}

  /**
   * What is wrong with the page at {@code address}, opened in the first of {@code schemes} and then
   * turned to the others.
   *
   * @param ready waits until the page shows what it is to show
   */
  static List<String> at(
      Browser browser,
      String name,
      String address,
      int width,
      Consumer<Page> ready,
      ColorScheme... schemes) {
    var faults = new ArrayList<String>();
    Page page = browser.page(width, 1000, schemes[0]);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(error -> faults.add("%s, %d px: %s".formatted(name, width, error)));
    page.navigate(address);
    page.locator("h1").first().waitFor();
    ready.accept(page);
    for (ColorScheme scheme : schemes) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String picture = "%s-%s-%d".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
      picture(page, picture);
      faults(page, width).forEach(fault -> faults.add(picture + ": " + fault));
    }
    page.context().close();
    return faults;
  }

  /** Takes a picture of the whole page once it is quiet. */
  static void picture(Page page, String name) {
    page.evaluate(QUIET);
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static List<String> faults(Page page, int width) {
    var faults = new ArrayList<String>();
    if (width > 1000) {
      faults.addAll(inaccessible(page)); // it looks at colours and names, not at the layout
    }
    if ((int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0) {
      faults.add("wider than the window");
    }
    return faults;
  }

  /** Serious accessibility faults, by axe-core; what is in order it need not list. */
  static List<String> inaccessible(Page page) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page)
        .options(options).analyze().getViolations().stream()
            .filter(
                rule -> "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
            .toList();
  }
}
