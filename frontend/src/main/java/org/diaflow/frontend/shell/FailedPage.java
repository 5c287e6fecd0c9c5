package org.diaflow.frontend.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;
import org.jboss.logging.Logger;

/** Shown when a page cannot be built; the log says why. */
@ParentLayout(MainLayout.class)
@PageTitle("Failed · Diaflow")
public final class FailedPage extends Div implements HasErrorParameter<Exception> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = Logger.getLogger(FailedPage.class);

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
    LOG.errorf(parameter.getException(), "Page /%s failed.", event.getLocation().getPath());
    addClassNames("df-page", "df-stack");
    add(
        new H1("This page failed"),
        new Paragraph("The dashboard could not build this page; its log says why."),
        new Anchor(event.getLocation().getPathWithQueryParameters(), "Try again"));
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }
}
