package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A laboratory with accounts on a real Keycloak, as its users see it. */
@EnabledIfSystemProperty(
    named = "diaflow.soak",
    matches = "true",
    disabledReason = "takes more than a minute: ./diaflow soak SignInIT")
final class SignInIT {

  private static final double PATIENCE_MILLIS = 90_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @TempDir static Path data;

  private static Browser browser;
  private static Issuer issuer;
  private static PackagedLab lab;
  private static final List<String> VIOLATIONS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    browser = new Browser();
    issuer = new Issuer();
    lab =
        new PackagedLab(
            data,
            Map.of(
                "DIAFLOW_OIDC_URL", issuer.url(),
                "DIAFLOW_OIDC_CLIENT", "diaflow",
                "DIAFLOW_OIDC_SECRET", "secret"));
  }

  @AfterAll
  static void stop() {
    browser.close();
    if (lab != null) {
      lab.close();
    }
    if (issuer != null) {
      issuer.close();
    }
  }

  @Test
  void eachSeesHisOwn() {
    Page alice = signIn("alice", "/new?preset=tightness");
    assertEquals("alice", alice.locator("[data-testid=account]").textContent());
    alice.locator("[data-testid=run]").click();
    alice.waitForURL("**/experiments/*");
    await(alice.locator("[data-testid=experiment-state][data-value=DONE]"));
    shoot(alice, "account-alice");
    String experiment = URI.create(alice.url()).getPath();

    Page bob = signIn("bob", experiment);
    await(bob.getByText("There is no experiment").first());
    shoot(bob, "account-bob");
    bob.navigate(lab.page("/"));
    await(bob.locator("[data-testid=account]"));
    assertFalse(bob.content().contains(experiment));

    Page nobody = signIn("nobody", "/");
    await(nobody.getByText("nobody has no role").first());
    shoot(nobody, "account-nobody");

    alice.getByText("Sign out").click();
    await(alice.locator("#username"));
    alice.navigate(lab.page(experiment));
    await(alice.locator("#username"));
    assertTrue(VIOLATIONS.isEmpty(), VIOLATIONS::toString);
  }

  private static Page signIn(String user, String path) {
    Page page = browser.page(1400, 900, ColorScheme.LIGHT);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")
              && message.location().contains(lab.page(""))) {
            VIOLATIONS.add(message.text());
          }
        });
    page.navigate(lab.page(path));
    page.locator("#username").fill(user);
    page.locator("#password").fill(user);
    page.locator("#kc-login").click();
    page.waitForURL(url -> url.equals(lab.page(path)));
    await(page.locator("[data-testid=account]"));
    return page;
  }

  private static void await(Locator locator) {
    locator.waitFor(
        new Locator.WaitForOptions()
            .setState(WaitForSelectorState.VISIBLE)
            .setTimeout(PATIENCE_MILLIS));
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }
}
