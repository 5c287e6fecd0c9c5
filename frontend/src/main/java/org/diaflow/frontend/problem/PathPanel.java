package org.diaflow.frontend.problem;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import org.diaflow.api.PathsView;
import org.diaflow.frontend.chart.Chart;
import org.diaflow.frontend.chart.PathPlots;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Panel;
import org.jspecify.annotations.Nullable;

/** The saddle-to-saddle path with the lasso path over it, and its jumps as a table. */
final class PathPanel extends Div {

  private static final long serialVersionUID = 1L;

  private final Chart chart = new Chart();
  private final Checkbox logarithmic = new Checkbox("log τ");
  private final Button svg;
  private final Paragraph words = new Paragraph("Computing the paths, at most half a minute.");
  private final Div jumps = new Div();
  private final Div pictures;
  private transient @Nullable PathsView paths;

  PathPanel(String id) {
    chart.addClassName("df-chart-large");
    words.addClassName("df-explanation");
    words.getElement().setAttribute("data-testid", "paths");
    svg = chart.saveButton("paths", () -> "diaflow-paths-%s.svg".formatted(id));
    logarithmic.addValueChangeListener(change -> draw());
    pictures = new Div(chart, jumps);
    pictures.addClassName("df-pictures");
    var panel = new Panel("Paths as α → 0", words, pictures);
    panel.explain("x over rescaled time τ; solid: where the flow rests; dashed: lasso at μ = 1/τ");
    panel.addActions(logarithmic, svg);
    add(panel);
    setAvailable(false);
  }

  /** Shows {@code paths}. */
  void show(PathsView paths) {
    this.paths = paths;
    boolean available = paths.saddleToSaddle() != null || paths.lasso() != null;
    setAvailable(available);
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

  /** Says why there are no paths. */
  void tell(String sentence) {
    setAvailable(false);
    words.setText(sentence);
  }

  private void setAvailable(boolean available) {
    pictures.setVisible(available);
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
    if (jumps != null && !jumps.stream().allMatch(PathsView.Jump::unique)) {
      sentences.add(
          "The loss has several minimizers on some plateau; shown is what depth 2 selects.");
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
