package org.diaflow.frontend.compare;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.diaflow.api.ProblemSummary;
import org.diaflow.frontend.compare.model.ComparisonForm;
import org.diaflow.frontend.compare.model.ProblemChoice;

/** The fields of a comparison: which problems, which solvers, how accurate. */
final class ComparisonFields extends Div {

  private static final long serialVersionUID = 1L;

  private final Select<ProblemChoice> problem = new Select<>();
  private final IntegerField rows = new IntegerField("samples N");
  private final IntegerField columns = new IntegerField("coordinates d");
  private final IntegerField sparsity = new IntegerField("nonzeros of x*");
  private final IntegerField nonzerosPerColumn = new IntegerField("nonzeros per column");
  private final NumberField margin = new NumberField("margin, ≥ ϱ");
  private final NumberField decades = new NumberField("decades of |x*|");
  private final NumberField noise = new NumberField("noise η");
  private final Select<String> id = new Select<>();
  private final IntegerField problems = new IntegerField("problems (seeds)");
  private final CheckboxGroup<String> solvers = new CheckboxGroup<>();
  private final TextField tolerances = new TextField("tolerances");
  private final NumberField seconds = new NumberField("seconds per run");
  private final transient Runnable changed;
  private boolean filling;

  ComparisonFields(Runnable changed) {
    this.changed = changed;
    addClassName("df-form");
    problem.setLabel("problem");
    problem.setItems(ProblemChoice.values());
    problem.setItemLabelGenerator(ProblemChoice::title);
    id.setLabel("stored problem");
    solvers.setLabel("ℓ¹ solvers");
    tolerances.setHelperText("for solvers that take one; each solver's own if empty");
    problems.setMin(1);
    seconds.setHelperText("at most; runs are timed one at a time");
    for (AbstractField<?, ?> field :
        List.<AbstractField<?, ?>>of(
            problem,
            rows,
            columns,
            sparsity,
            nonzerosPerColumn,
            margin,
            decades,
            noise,
            id,
            problems,
            solvers,
            tolerances,
            seconds)) {
      field.addValueChangeListener(change -> change());
    }
    add(
        section(
            "Problems",
            problem,
            row(rows, columns, sparsity, nonzerosPerColumn, margin, decades, noise, id)),
        section("Solvers", solvers, row(problems, tolerances, seconds)));
  }

  /** Shows {@code form}. */
  void show(ComparisonForm form) {
    filling = true;
    problem.setValue(form.problem());
    rows.setValue(form.rows());
    columns.setValue(form.columns());
    sparsity.setValue(form.sparsity());
    nonzerosPerColumn.setValue(form.nonzerosPerColumn());
    margin.setValue(form.margin());
    decades.setValue(form.decades());
    noise.setValue(form.noise());
    offerProblem(form.id());
    problems.setValue(form.problems());
    offer(form.solvers());
    solvers.setValue(new LinkedHashSet<>(form.solvers()));
    tolerances.setValue(form.tolerances());
    seconds.setValue(form.seconds());
    filling = false;
    showFields(form.problem());
  }

  /** What the fields say now. */
  ComparisonForm form() {
    List<String> chosen =
        solvers.getListDataView().getItems().filter(solvers.getValue()::contains).toList();
    return new ComparisonForm(
        problem.getValue(),
        orZero(rows.getValue()),
        orZero(columns.getValue()),
        orZero(sparsity.getValue()),
        orZero(nonzerosPerColumn.getValue()),
        orNaN(margin.getValue()),
        orNaN(decades.getValue()),
        orNaN(noise.getValue()),
        Objects.requireNonNullElse(id.getValue(), ""),
        orZero(problems.getValue()),
        chosen,
        tolerances.getValue(),
        orNaN(seconds.getValue()));
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

  /** Offers the stored problems. */
  void offerProblems(List<ProblemSummary> stored) {
    filling = true;
    String chosen = id.getValue();
    id.setItems(stored.stream().map(ProblemSummary::id).toList());
    id.setItemLabelGenerator(
        key ->
            stored.stream()
                .filter(row -> row.id().equals(key))
                .map(row -> "%s (%d × %d)".formatted(row.name(), row.rows(), row.columns()))
                .findFirst()
                .orElse(key));
    if (chosen != null && stored.stream().anyMatch(row -> row.id().equals(chosen))) {
      id.setValue(chosen);
    }
    filling = false;
  }

  private void offerProblem(String key) {
    if (!key.isEmpty()) {
      if (id.getListDataView().getItems().noneMatch(key::equals)) {
        id.setItems(key);
      }
      id.setValue(key);
    }
  }

  private void change() {
    if (!filling) {
      showFields(problem.getValue());
      changed.run();
    }
  }

  private void showFields(ProblemChoice choice) {
    rows.setVisible(choice.fields().contains("rows"));
    columns.setVisible(choice.fields().contains("columns"));
    sparsity.setVisible(choice.fields().contains("sparsity"));
    nonzerosPerColumn.setVisible(choice.fields().contains("nonzerosPerColumn"));
    margin.setVisible(choice.fields().contains("margin"));
    decades.setVisible(choice.fields().contains("decades"));
    noise.setVisible(choice.fields().contains("noise"));
    id.setVisible(choice.fields().contains("id"));
    problems.setVisible(choice != ProblemChoice.STORED);
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
