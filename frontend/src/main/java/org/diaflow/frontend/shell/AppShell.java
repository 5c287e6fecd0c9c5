package org.diaflow.frontend.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.TargetElement;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.lumo.Lumo;

/** The outermost page: styles, push over a web socket, and the theme before the first paint. */
@Push(value = PushMode.AUTOMATIC, transport = Transport.WEBSOCKET_XHR)
@StyleSheet("context://" + Lumo.STYLESHEET)
@StyleSheet("context://diaflow/style.css")
public final class AppShell implements AppShellConfigurator {

  private static final long serialVersionUID = 1L;

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addInlineFromFile(
        TargetElement.HEAD,
        Inline.Position.PREPEND,
        "META-INF/resources/diaflow/theme.js",
        Inline.Wrapping.JAVASCRIPT);
    settings.addFavIcon("icon", "diaflow/icon.svg", "any");
  }
}
