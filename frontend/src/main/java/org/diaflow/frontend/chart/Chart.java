package org.diaflow.frontend.chart;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import org.jspecify.annotations.Nullable;

/** A picture drawn by ECharts in the browser; it follows the theme and its own size. */
@Tag("diaflow-chart")
@JavaScript("context://_static/echarts/6.0.0/dist/echarts.min.js")
@JavaScript("context://diaflow/chart.js")
public final class Chart extends Component {

  private static final long serialVersionUID = 1L;

  private transient @Nullable Object picture;

  /** An empty picture. */
  public Chart() {
    getElement().setAttribute("role", "img");
  }

  /** Draws {@code plot}; {@code description} tells in words what it shows. */
  public void show(ErrorPlot plot, String description) {
    draw(plot, description);
  }

  /** Draws {@code plot}; {@code description} tells in words what it shows. */
  public void show(CertificatePlot plot, String description) {
    draw(plot, description);
  }

  /** Draws {@code plot}; {@code description} tells in words what it shows. */
  public void show(PathPlot plot, String description) {
    draw(plot, description);
  }

  /** Draws {@code plot}; {@code description} tells in words what it shows. */
  public void show(TrajectoryPlot plot, String description) {
    draw(plot, description);
  }

  /** Draws {@code plot}; {@code description} tells in words what it shows. */
  public void show(SeriesPlot plot, String description) {
    draw(plot, description);
  }

  /** Has the browser save the picture as an SVG file. */
  public void download(String fileName) {
    getElement().callJsFunction("download", fileName);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (picture != null) {
      getElement().callJsFunction("show", picture);
    }
  }

  private void draw(Object plot, String description) {
    getElement().setAttribute("aria-label", description);
    if (plot.equals(picture)) {
      return;
    }
    picture = plot;
    if (isAttached()) {
      getElement().callJsFunction("show", plot);
    }
  }
}
