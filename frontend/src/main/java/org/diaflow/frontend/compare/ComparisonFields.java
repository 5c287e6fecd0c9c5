package org.diaflow.frontend.compare;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.diaflow.api.PluginView;
import org.diaflow.api.ProblemSummary;
import org.diaflow.frontend.compare.model.ComparisonForm;
import org.diaflow.frontend.problem.ProblemFields;

/** The fields of a comparison: which problems, which solvers, how accurate. */
final class ComparisonFields extends Div {

  private static final long serialVersionUID = 1L;

  private final ProblemFields problem = new ProblemFields(this::change);
  private final IntegerField problems = new IntegerField("problems (seeds)");
  private final CheckboxGroup<String> solvers = new CheckboxGroup<>();
  private final TextField tolerances = new TextField("tolerances");
  private final NumberField seconds = new NumberField("seconds per run");
  private final transient Runnable changed;
  private boolean filling;

  ComparisonFields(Runnable changed) {
    this.changed = changed;
    addClassName("df-form");
    solvers.setLabel("ℓ¹ solvers");
    tolerances.setHelperText("for solvers that take one; each solver's own if empty");
    problems.setMin(1);
    seconds.setHelperText("at most; runs are timed one at a time");
    for (AbstractField<?, ?> field :
        List.<AbstractField<?, ?>>of(problems, solvers, tolerances, seconds)) {
      field.addValueChangeListener(change -> change());
    }
    add(
        section("Problems", problem),
        section("Solvers", solvers, row(problems, tolerances, seconds)));
  }

  /** Shows {@code form}. */
  void show(ComparisonForm form) {
    filling = true;
    problem.show(form.problem());
    problems.setValue(form.problems());
    offer(form.solvers());
    solvers.setValue(new LinkedHashSet<>(form.solvers()));
    tolerances.setValue(form.tolerances());
    seconds.setValue(form.seconds());
    filling = false;
    showProblems();
  }

  /** What the fields say now. */
  ComparisonForm form() {
    List<String> chosen =
        solvers.getListDataView().getItems().filter(solvers.getValue()::contains).toList();
    return new ComparisonForm(
        problem.form(),
        problem.random() ? orZero(problems.getValue()) : 1,
        chosen,
        tolerances.getValue(),
        orNaN(seconds.getValue()));
  }

  /** Offers the generators and solvers among {@code plugins}. */
  void offerPlugins(List<PluginView> plugins) {
    problem.offer(plugins);
    showProblems();
    offer(
        plugins.stream()
            .filter(p -> "l1-solver".equals(p.kind()) && "loaded".equals(p.state()))
            .map(PluginView::id)
            .filter(Objects::nonNull)
            .toList());
  }

  /** Offers the stored problems. */
  void offerProblems(List<ProblemSummary> stored) {
    problem.offerProblems(stored);
  }

  /** Offers more solvers, whatever is chosen. */
  void offer(List<String> ids) {
    boolean before = filling;
    filling = true;
    var all = new TreeSet<>(ids);
    solvers.getListDataView().getItems().forEach(all::add);
    var chosen = solvers.getValue();
    solvers.setItems(all);
    solvers.setValue(chosen);
    filling = before;
  }

  private void change() {
    if (!filling) {
      showProblems();
      changed.run();
    }
  }

  private void showProblems() {
    problems.setVisible(problem.random());
  }

  private static Section section(String title, Component... content) {
    var section = new Section(new H2(title));
    section.add(content);
    return section;
  }

  private static Div row(Component... fields) {
    var row = new Div(fields);
    row.addClassName("df-form-row");
    return row;
  }

  private static int orZero(@org.jspecify.annotations.Nullable Integer value) {
    return value == null ? 0 : value;
  }

  private static double orNaN(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
