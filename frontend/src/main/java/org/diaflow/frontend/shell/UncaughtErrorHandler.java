package org.diaflow.frontend.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The handler of failures while a page is in use: a sentence on the page and a line in the log. */
@ApplicationScoped
public class UncaughtErrorHandler {

  private static final Logger LOG = Logger.getLogger(UncaughtErrorHandler.class);

  void install(@Observes ServiceInitEvent event) {
    event
        .getSource()
        .addSessionInitListener(
            init -> init.getSession().setErrorHandler(UncaughtErrorHandler::show));
  }

  private static void show(ErrorEvent event) {
    if (event.getThrowable() instanceof IOException) {
      LOG.debug("A browser went away.", event.getThrowable());
      return;
    }
    LOG.error("The dashboard failed.", event.getThrowable());
    UI ui = UI.getCurrent();
    if (ui != null) {
      Background.show(
          ui,
          () ->
              Notification.show("The dashboard failed at this; its log says why.")
                  .addThemeVariants(NotificationVariant.LUMO_ERROR));
    }
  }
}
