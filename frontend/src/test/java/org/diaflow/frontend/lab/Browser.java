package org.diaflow.frontend.lab;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Headless Chromium, found through {@code DIAFLOW_CHROMIUM} or the path. */
final class Browser implements AutoCloseable {

  static {
    // The default of five seconds is for machines that do nothing else.
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final com.microsoft.playwright.Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(chromium())
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));

  /** A fresh page of the given size and colour scheme. */
  Page page(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme));
    return context.newPage();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path chromium() {
    String configured = System.getenv("DIAFLOW_CHROMIUM");
    Stream<Path> candidates =
        configured != null
            ? Stream.of(Path.of(configured))
            : Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .flatMap(
                    folder ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                            .map(name -> Path.of(folder, name)));
    return candidates
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium found; install the package chromium or set DIAFLOW_CHROMIUM."));
  }
}
