package org.diaflow.frontend.problem;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.NumberField;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.diaflow.api.PathsView;
import org.diaflow.frontend.chart.EChart;
import org.diaflow.frontend.chart.plot.PathPlots;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** The saddle-to-saddle path with the lasso path over it, and its jumps as a table. */
final class PathPanel extends Div {

  private static final long serialVersionUID = 1L;

  private static final double LEAST_DEPTH = 2;
  private static final double MOST_DEPTH = 1000;
  private static final String DEPTH_REMEDY = "Give a depth from 2 to 1000.";
  private static final String COMPUTING = "Computing the paths, at most half a minute.";

  private final EChart chart = new EChart();
  private final Checkbox logarithmic = new Checkbox("log τ");
  private final NumberField depth = new NumberField("depth D");
  private final Button svg;
  private final Paragraph words = new Paragraph(COMPUTING);
  private final ErrorBanner trouble = new ErrorBanner();
  private final Div jumps = new Div();
  private final Div pictures;
  private transient @Nullable PathsView paths;

  /** A panel without paths yet, of the problem {@code id}. */
  PathPanel(String id) {
    chart.addClassName("df-chart-large");
    words.addClassName("df-explanation");
    words.getElement().setAttribute("data-testid", "paths");
    svg = chart.saveButton("paths", () -> "diaflow-paths-%s.svg".formatted(id));
    logarithmic.addValueChangeListener(change -> draw());
    depth.setMin(LEAST_DEPTH);
    depth.setMax(MOST_DEPTH);
    depth.setStepButtonsVisible(true);
    depth.setI18n(
        new NumberField.NumberFieldI18n()
            .setMinErrorMessage(DEPTH_REMEDY)
            .setMaxErrorMessage(DEPTH_REMEDY)
            .setBadInputErrorMessage(DEPTH_REMEDY));
    depth.getElement().setAttribute("data-testid", "paths-depth");
    pictures = new Div(chart, jumps);
    pictures.addClassName("df-pictures");
    var panel = new Panel("Paths as α → 0", words, trouble, pictures);
    panel.explain("x over rescaled time τ; solid: where the flow rests; dashed: lasso at μ = 1/τ");
    panel.addActions(depth, logarithmic, svg);
    add(panel);
    setAvailable(false);
  }

  /** Whether {@code value} is a depth that has a path. */
  static boolean isDepth(@Nullable Double value) {
    return value != null && value >= LEAST_DEPTH && value <= MOST_DEPTH;
  }

  /** Has {@code chosen} told the depth a reader chooses, which is offered where it matters. */
  void onDepth(DoubleConsumer chosen) {
    depth.addValueChangeListener(
        change -> {
          Double value = change.getValue();
          if (change.isFromClient() && isDepth(value)) {
            words.setText(COMPUTING);
            chosen.accept(value);
          }
        });
  }

  /** Shows {@code paths}. */
  void show(PathsView paths) {
    this.paths = paths;
    trouble.clear();
    depth.setValue(paths.depth());
    boolean available = paths.saddleToSaddle() != null || paths.lasso() != null;
    setAvailable(available);
    depth.setVisible(PathPlots.dependsOnDepth(paths));
    words.setText(words(paths));
    jumps.removeAll();
    if (available) {
      boolean farApart = PathPlots.areTimesFarApart(paths);
      if (logarithmic.getValue() == farApart) {
        draw();
      } else {
        logarithmic.setValue(farApart);
      }
    }
    if (paths.saddleToSaddle() != null) {
      jumps.add(new JumpTable(paths));
    }
  }

  /** Says why there are no paths; {@code retry} asks for them anew. */
  void show(BackendException failure, Runnable retry) {
    setAvailable(false);
    words.setText("Not available.");
    trouble.show(
        failure,
        () -> {
          trouble.clear();
          words.setText(COMPUTING);
          retry.run();
        });
  }

  private void setAvailable(boolean available) {
    pictures.setVisible(available);
    depth.setVisible(false);
    logarithmic.setVisible(available);
    svg.setVisible(available);
  }

  private void draw() {
    PathsView drawn = paths;
    if (drawn != null) {
      chart.show(
          PathPlots.of(drawn, logarithmic.getValue()),
          "Every coordinate that moves over rescaled time; the table has the jumps. "
              + words(drawn));
    }
  }

  private static String words(PathsView paths) {
    var sentences = new java.util.StringJoiner(" ");
    int moving = paths.coordinates().size();
    List<PathsView.Jump> jumps = paths.saddleToSaddle();
    if (jumps != null) {
      sentences.add(
          "%s up to τ = %s; %s of %s coordinates ever move."
              .formatted(
                  jumps.size() == 1 ? "One jump" : Numbers.count(jumps.size()) + " jumps",
                  jumps.isEmpty() ? "0" : Numbers.rounded(jumps.getLast().time(), 4),
                  Numbers.count(moving),
                  Numbers.count(paths.columns())));
    }
    if (paths.timeAverage() != null) {
      sentences.add(
          paths.timeAverage()
              ? "The time average of the flow is the lasso solution at μ = 1/τ exactly."
              : "The time average of the flow is close to the lasso solution at μ = 1/τ, not equal.");
    }
    if (PathPlots.dependsOnDepth(paths)) {
      sentences.add(
          "The loss has several minimizers on some plateau; shown is what depth %s selects."
              .formatted(Numbers.depth(paths.depth())));
    }
    List<PathsView.Corner> corners = paths.lasso();
    if (corners != null && !corners.stream().allMatch(PathsView.Corner::unique)) {
      sentences.add("The lasso solution is not unique for some μ; one continuous path is shown.");
    }
    if (moving > PathPlots.MOST) {
      sentences.add(
          "The picture shows the %d coordinates that grow largest.".formatted(PathPlots.MOST));
    }
    if (paths.reason() != null) {
      sentences.add("Not available: " + paths.reason());
    }
    return sentences.toString();
  }
}
