package org.diaflow.frontend.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;

/** Shown for an address that leads nowhere. */
@ParentLayout(MainLayout.class)
@PageTitle("No such page · Diaflow")
public final class NotFoundPage extends Div implements HasErrorParameter<NotFoundException> {

  private static final long serialVersionUID = 1L;

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    addClassNames("df-page", "df-stack");
    add(
        new H1("No such page"),
        new Paragraph("There is nothing at /%s.".formatted(event.getLocation().getPath())),
        new Anchor("", "To the experiments"));
    return HttpServletResponse.SC_NOT_FOUND;
  }
}
