package org.diaflow.frontend.problem;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.diaflow.api.PluginView;
import org.diaflow.api.PluginView.ParameterView;
import org.diaflow.api.ProblemSummary;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.problem.model.ProblemForm;

/**
 * The fields that state a problem: which generator and its parameters, as the catalogue describes
 * them, or a stored problem. Tells when the user changed something, never when a program did.
 */
public final class ProblemFields extends Div {

  private static final long serialVersionUID = 1L;

  private static final String RANDOM = "random";

  private final Select<String> source = new Select<>();
  private final ComboBox<String> id = new ComboBox<>("Stored problem");
  private final Div row = new Div();
  private final transient Map<String, PluginView> generators = new LinkedHashMap<>();
  private final transient Map<String, TextField> fields = new LinkedHashMap<>();
  private final transient Runnable changed;
  private boolean filling;

  /** Empty fields; {@code changed} is told of every change by the user. */
  public ProblemFields(Runnable changed) {
    this.changed = changed;
    row.addClassName("df-form-row");
    source.setLabel("Problem");
    source.setWidthFull();
    id.setWidthFull();
    source.setItemLabelGenerator(this::title);
    source.getElement().setAttribute("data-testid", "field-problem");
    source.addValueChangeListener(change -> choose(change.getValue()));
    id.setHelperText("from the Problems page");
    id.setAllowCustomValue(true);
    id.setManualValidation(true);
    id.getElement().setAttribute("data-testid", "field-problem.id");
    id.addCustomValueSetListener(change -> id.setValue(change.getDetail().strip()));
    id.addValueChangeListener(change -> userChanged());
    add(source, id, row);
    show(new ProblemForm(ProblemForm.STORED, Map.of()));
  }

  /** Offers the generators among {@code plugins}. */
  public void offer(List<PluginView> plugins) {
    ProblemForm now = form();
    for (PluginView plugin : plugins) {
      if ("generator".equals(plugin.kind()) && "loaded".equals(plugin.state())) {
        generators.put(Objects.requireNonNull(plugin.id()), plugin);
      }
    }
    show(now);
  }

  /** Offers the stored problems. */
  public void offerProblems(List<ProblemSummary> stored) {
    filling = true;
    String chosen = id.getValue();
    id.setItems(
        Stream.concat(stored.stream().map(ProblemSummary::id), Stream.ofNullable(chosen))
            .distinct()
            .toList());
    id.setItemLabelGenerator(
        key ->
            stored.stream()
                .filter(row -> row.id().equals(key))
                .map(row -> "%s (%d × %d)".formatted(row.name(), row.rows(), row.columns()))
                .findFirst()
                .orElse(key));
    id.setValue(chosen);
    filling = false;
  }

  /** What the fields say now. */
  public ProblemForm form() {
    var texts = new LinkedHashMap<String, String>();
    if (source.getValue().equals(ProblemForm.STORED) && id.getValue() != null) {
      texts.put(ProblemForm.ID, id.getValue());
    }
    fields.forEach(
        (name, field) -> {
          if (!field.isEmpty()) {
            texts.put(name, field.getValue());
          }
        });
    return new ProblemForm(source.getValue(), texts);
  }

  /** Fills the fields. */
  public void show(ProblemForm form) {
    filling = true;
    source.setItems(
        Stream.of(
                generators.keySet().stream(),
                Stream.of(form.source()),
                Stream.of(ProblemForm.STORED, ProblemForm.DOCUMENT))
            .flatMap(ids -> ids)
            .distinct()
            .toList());
    source.setValue(form.source());
    layOut(form);
    fields.forEach((name, field) -> field.setValue(form.text(name)));
    if (!form.text(ProblemForm.ID).isEmpty()) {
      id.setValue(form.text(ProblemForm.ID));
    }
    filling = false;
  }

  /** Whether seeds make a difference, as far as is known. */
  public boolean random() {
    PluginView generator = generators.get(source.getValue());
    return generator == null ? form().generated() : generator.capabilities().contains(RANDOM);
  }

  /** Shows {@code sentence} at the field of {@code name}; false if there is none. */
  public boolean invalidate(String name, String sentence) {
    if (name.equals(ProblemForm.ID)) {
      id.setErrorMessage(sentence);
      id.setInvalid(true);
      return true;
    }
    TextField field = fields.get(name);
    if (field == null) {
      return false;
    }
    field.setErrorMessage(sentence);
    field.setInvalid(true);
    return true;
  }

  /** Takes all sentences away. */
  public void clearErrors() {
    fields.values().forEach(field -> field.setInvalid(false));
    id.setInvalid(false);
  }

  private String title(String id) {
    PluginView generator = generators.get(id);
    return generator == null || generator.summary() == null
        ? id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1)
        : "%s: %s".formatted(id, generator.summary());
  }

  private void choose(String id) {
    if (filling || id == null) {
      return;
    }
    ProblemForm before = form();
    filling = true;
    layOut(new ProblemForm(id, Map.of()));
    fields.forEach((name, field) -> field.setValue(before.text(name)));
    PluginView generator = generators.get(id);
    if (generator != null) {
      generator.parameters().stream().filter(ParameterView::required).forEach(this::suggest);
    }
    filling = false;
    changed.run();
  }

  private void userChanged() {
    if (!filling) {
      changed.run();
    }
  }

  private void suggest(ParameterView parameter) {
    TextField field = Objects.requireNonNull(fields.get(parameter.name()));
    if (field.isEmpty()) {
      field.setValue(Numbers.exact(parameter.defaultValue()));
    }
  }

  /** Makes the fields of a form's source: its parameters, or else those that have a text. */
  private void layOut(ProblemForm form) {
    fields.clear();
    row.removeAll();
    PluginView generator = generators.get(form.source());
    id.setVisible(form.source().equals(ProblemForm.STORED));
    if (generator != null) {
      generator.parameters().forEach(p -> field(p.name(), words(p.name()), p.help()));
    } else {
      form.texts().keySet().stream()
          .filter(name -> !name.equals(ProblemForm.ID))
          .sorted()
          .forEach(name -> field(name, words(name), ""));
    }
  }

  private void field(String name, String label, String help) {
    var field = new TextField(label);
    field.setHelperText(help);
    field.setManualValidation(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.getElement().setAttribute("data-testid", "field-problem.generator." + name);
    field.addValueChangeListener(change -> userChanged());
    fields.put(name, field);
    row.add(field);
  }

  /** {@code nonzerosPerColumn} as {@code Nonzeros per column}. */
  private static String words(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
