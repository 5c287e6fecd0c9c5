package org.diaflow.frontend.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diaflow.frontend.access.Account;
import org.diaflow.frontend.access.OidcSettings;
import org.diaflow.frontend.client.BackendWatch;
import org.jspecify.annotations.Nullable;

/** The frame of every page: navigation, theme and whether the backend answers. */
public final class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {

  private static final long serialVersionUID = 1L;

  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("", "Experiments");
    PAGES.put("new", "New");
    PAGES.put("compare", "Compare");
    PAGES.put("problems", "Problems");
    PAGES.put("plugins", "Plug-ins");
  }

  private final transient BackendWatch watch;
  private final Main content = new Main();
  private final Span connection = new Span();
  private final Map<String, Anchor> links = new LinkedHashMap<>();
  private transient BackendWatch.@Nullable Subscription subscription;

  /** A frame that shows what {@code watch} sees. */
  @Inject
  public MainLayout(BackendWatch watch) {
    this.watch = watch;
    addClassName("df-frame");
    var brand = new Anchor("", "Diaflow");
    brand.addClassName("df-brand");
    var navigation = new Nav();
    navigation.setAriaLabel("Pages");
    PAGES.forEach(
        (path, title) -> {
          var link = new Anchor(path, title);
          links.put(path, link);
          navigation.add(link);
        });
    connection.addClassName("df-connection");
    connection
        .getElement()
        .setAttribute("role", "status")
        .setAttribute("data-testid", "connection");
    var header = new Header(brand, navigation, connection, new ThemeToggle());
    Account.current().ifPresent(account -> header.add(signedIn(account)));
    header.addClassName("df-header");
    content.addClassName("df-content");
    add(header, content);
  }

  private static Div signedIn(Account account) {
    var name = new Span(account.name());
    name.getElement().setAttribute("data-testid", "account");
    var signOut = new Anchor(OidcSettings.SIGN_OUT, "Sign out");
    signOut.setRouterIgnore(true);
    var signedIn = new Div(name, signOut);
    signedIn.addClassName("df-account");
    return signedIn;
  }

  @Override
  public void showRouterLayoutContent(HasElement page) {
    content.getElement().removeAllChildren().appendChild(page.getElement());
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    String first = event.getLocation().getFirstSegment();
    String here = first.equals("experiments") ? "" : first;
    links.forEach(
        (path, link) -> {
          if (path.equals(here)) {
            link.getElement().setAttribute("aria-current", "page");
          } else {
            link.getElement().removeAttribute("aria-current");
          }
        });
  }

  @Override
  protected void onAttach(AttachEvent event) {
    UI ui = event.getUI();
    subscription = watch.subscribe(answers -> Background.show(ui, () -> showConnection(answers)));
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (subscription != null) {
      subscription.close();
    }
  }

  private void showConnection(boolean answers) {
    connection.setText(answers ? "backend connected" : "backend lost, retrying");
    connection.getElement().setAttribute("data-value", answers ? "connected" : "lost");
  }
}
