package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.diaflow.api.ApiError;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.PluginView;
import org.diaflow.api.ProblemSummary;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.experiment.model.DocumentForm;
import org.diaflow.frontend.experiment.model.FormField;
import org.diaflow.frontend.experiment.model.FormValues;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.problem.ProblemFields;

/** The form of an experiment. Tells when the user changed something, never when a program did. */
final class ExperimentFields extends Div {

  private static final long serialVersionUID = 1L;

  private static final String DEFAULT_SOLVER = "default";

  private final Map<FormField, TextField> fields = new EnumMap<>(FormField.class);
  private final Select<String> kind = new Select<>();
  private final ProblemFields problem = new ProblemFields(this::userChanged);
  private final CheckboxGroup<String> engines = new CheckboxGroup<>("Engines");
  private final Select<String> solver = new Select<>();
  private final CheckboxGroup<String> observables = new CheckboxGroup<>("Recorded along flows");
  private final LinkedHashSet<String> knownEngines = new LinkedHashSet<>(List.of(EngineSpec.LIMIT));
  private final LinkedHashSet<String> knownSolvers = new LinkedHashSet<>(List.of(DEFAULT_SOLVER));
  private final Section network;
  private final Section trajectories;
  private final transient Runnable changed;
  private transient Kinds kinds = Kinds.NONE;
  private boolean filling;

  ExperimentFields(Runnable changed) {
    this.changed = changed;
    addClassName("df-form");
    for (FormField field : FormField.values()) {
      fields.put(field, textField(field));
    }
    kind.setLabel("Kind");
    kind.setItemLabelGenerator(name -> kinds.title(name));
    listKinds(ExperimentDocument.ERROR_VS_SCALE);
    kind.addValueChangeListener(change -> userChanged());
    kind.getElement().setAttribute("data-testid", "field-kind");
    observables.setItemLabelGenerator(name -> Quantity.of(name).title());
    observables.setItems(Quantity.NAMED.keySet());
    observables.setHelperText(
        "Trajectories record loss, ‖x‖₁ and the distance to the limit if nothing is chosen.");
    observables.addValueChangeListener(change -> userChanged());
    engines.setItemLabelGenerator(id -> id.equals(EngineSpec.LIMIT) ? "exact limit" : id);
    engines.setItems(knownEngines);
    engines.addValueChangeListener(change -> userChanged());
    solver.setLabel("ℓ¹ solver");
    solver.setItems(knownSolvers);
    solver.setValue(DEFAULT_SOLVER);
    solver.addValueChangeListener(change -> userChanged());
    network =
        part(
            "Network",
            row(FormField.DEPTHS),
            row(FormField.ALPHA_FROM, FormField.ALPHA_TO, FormField.PER_DECADE),
            row(FormField.ALPHA_LIST));
    trajectories = part("Trajectories", observables, row(FormField.COORDINATES));
    add(
        part("Experiment", kind, row(FormField.NAME, FormField.TAGS)),
        part("Problem", problem, row(FormField.SEEDS)),
        network,
        part(
            "Computation",
            engines,
            solver,
            row(FormField.RESIDUAL, FormField.STEPS, FormField.SECONDS),
            row(FormField.HORIZON, FormField.DISTANCE)),
        trajectories);
    showFields();
  }

  /** What the form says now. */
  FormValues values() {
    var texts = new EnumMap<FormField, String>(FormField.class);
    fields.forEach((field, input) -> texts.put(field, input.isVisible() ? input.getValue() : ""));
    String chosen = solver.getValue();
    return new FormValues(
        kind.getValue(),
        problem.form(),
        texts,
        new LinkedHashSet<>(knownEngines.stream().filter(engines.getValue()::contains).toList()),
        chosen == null || chosen.equals(DEFAULT_SOLVER) ? null : chosen,
        new LinkedHashSet<>(
            Quantity.NAMED.keySet().stream().filter(observables.getValue()::contains).toList()));
  }

  /** Fills the form. */
  void show(FormValues values) {
    filling = true;
    problem.show(values.problem());
    fields.forEach((field, input) -> input.setValue(values.text(field)));
    offerEngines(values.engines());
    engines.setValue(values.engines());
    String wanted = values.solver() == null ? DEFAULT_SOLVER : values.solver();
    offerSolvers(List.of(wanted));
    solver.setValue(wanted);
    if (!kind.getListDataView().contains(values.kind())) {
      listKinds(values.kind());
    }
    kind.setValue(values.kind());
    observables.setValue(values.observables());
    showFields();
    filling = false;
  }

  /** Offers the plug-ins that can be used. */
  void offer(List<PluginView> plugins) {
    filling = true;
    problem.offer(plugins);
    showFields();
    offerEngines(usable(plugins, "integrator"));
    offerSolvers(usable(plugins, "l1-solver"));
    filling = false;
  }

  /** Offers {@code kinds}, and shows the fields that the chosen one takes. */
  void offerKinds(Kinds kinds) {
    filling = true;
    this.kinds = kinds;
    listKinds(kind.getValue());
    showFields();
    filling = false;
  }

  /** Offers the stored problems. */
  void offerProblems(List<ProblemSummary> stored) {
    problem.offerProblems(stored);
  }

  /** Shows each error at its field; those that belong to no field are returned. */
  List<ApiError.FieldError> show(Collection<ApiError.FieldError> errors) {
    clearErrors();
    return errors.stream().filter(error -> !shownAtField(error)).toList();
  }

  /** Shows each sentence at its field. */
  void show(DocumentForm.Reading reading) {
    clearErrors();
    reading.errors().forEach(this::invalidate);
    reading.problemErrors().forEach(problem::invalidate);
  }

  private boolean shownAtField(ApiError.FieldError error) {
    if (error.field().startsWith("engines")) {
      engines.setErrorMessage(error.remedy());
      engines.setInvalid(true);
      return true;
    }
    String sentence = (error.value() == null ? "" : error.value() + ": ") + error.remedy();
    if (error.field().startsWith("problem.")) {
      return problem.invalidate(
          error.field().substring(error.field().lastIndexOf('.') + 1), sentence);
    }
    return FormField.stating(error.field())
        .map(
            field -> {
              invalidate(field, sentence);
              return true;
            })
        .orElse(false);
  }

  private void invalidate(FormField field, String sentence) {
    TextField input = fields.get(field);
    if (input != null) {
      input.setErrorMessage(sentence);
      input.setInvalid(true);
    }
  }

  private void clearErrors() {
    fields.values().forEach(input -> input.setInvalid(false));
    engines.setInvalid(false);
    problem.clearErrors();
  }

  private void userChanged() {
    if (!filling) {
      showFields();
      changed.run();
    }
  }

  /** Shows the fields that the kind takes, and seeds where they make a difference. */
  private void showFields() {
    String chosen = kind.getValue();
    network.setVisible(kinds.hasNetworks(chosen));
    engines.setVisible(kinds.takes(chosen, "engines"));
    trajectories.setVisible(kinds.takes(chosen, "observables"));
    fields.forEach((field, input) -> input.setVisible(kinds.takes(chosen, field)));
    TextField seeds = fields.get(FormField.SEEDS);
    if (seeds != null) {
      seeds.setVisible(problem.random());
    }
  }

  private void offerEngines(Collection<String> ids) {
    if (knownEngines.addAll(ids)) {
      var chosen = engines.getValue();
      engines.setItems(knownEngines);
      engines.setValue(chosen);
    }
  }

  private void offerSolvers(Collection<String> ids) {
    if (knownSolvers.addAll(ids)) {
      String chosen = solver.getValue();
      solver.setItems(knownSolvers);
      solver.setValue(chosen);
    }
  }

  private void listKinds(String chosen) {
    var names = new LinkedHashSet<>(kinds.stated());
    names.add(chosen);
    kind.setItems(names);
    kind.setValue(chosen);
  }

  private static List<String> usable(List<PluginView> plugins, String kind) {
    return plugins.stream()
        .filter(plugin -> plugin.state().equals("loaded") && kind.equals(plugin.kind()))
        .map(PluginView::id)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private TextField textField(FormField field) {
    var input = new TextField(field.label());
    input.setHelperText(field.help());
    input.setManualValidation(true);
    input.setValueChangeMode(ValueChangeMode.LAZY);
    input.getElement().setAttribute("data-testid", "field-" + field.path());
    input.addValueChangeListener(change -> userChanged());
    return input;
  }

  private Div row(FormField... names) {
    var row = new Div();
    row.addClassName("df-form-row");
    Arrays.stream(names).map(fields::get).forEach(row::add);
    return row;
  }

  private static Section part(String title, Component... content) {
    var part = new Section();
    part.add(new H2(title));
    part.add(content);
    return part;
  }
}
