package org.diaflow.frontend.chart;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.function.Supplier;
import org.diaflow.frontend.chart.plot.Plot;
import org.jspecify.annotations.Nullable;

/**
 * A chart drawn by ECharts in the browser; it follows the theme and its own size. Its script loads
 * ECharts by itself: Vaadin would hold back what a page is sent until the library is there, and
 * would never ask for it a second time.
 */
@Tag("diaflow-chart")
@JavaScript("context://diaflow/chart.js")
public final class EChart extends Component {

  private static final long serialVersionUID = 1L;

  private transient @Nullable Plot picture;

  /** An empty picture. */
  public EChart() {
    getElement().setAttribute("role", "img");
  }

  /** Draws {@code plot}; {@code description} tells in words what it shows. */
  public void show(Plot plot, String description) {
    getElement().setAttribute("aria-label", description);
    if (plot.equals(picture)) {
      return;
    }
    picture = plot;
    if (isAttached()) {
      getElement().callJsFunction("show", plot);
    }
  }

  /** A button that has the browser save the picture, called {@code what}, as an SVG file. */
  public Button saveButton(String what, Supplier<String> fileName) {
    var button =
        new Button("SVG", click -> getElement().callJsFunction("download", fileName.get()));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.setAriaLabel("Download the %s as SVG".formatted(what));
    return button;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (picture != null) {
      getElement().callJsFunction("show", picture);
    }
  }
}
