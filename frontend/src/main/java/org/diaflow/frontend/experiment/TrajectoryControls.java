package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.experiment.model.TrajectoryChoice;
import org.diaflow.frontend.number.Numbers;

/** What people choose of trajectories: quantities, time and paths. */
final class TrajectoryControls extends Div {

  private static final long serialVersionUID = 1L;

  private static final String RESCALED = "rescaled τ";
  private static final String RAW = "raw t";

  private final CheckboxGroup<Quantity> quantities = new CheckboxGroup<>("Show");
  private final Select<String> time = new Select<>();
  private final Checkbox logarithmic = new Checkbox("log time");
  private final TextField from = new TextField("from");
  private final TextField to = new TextField("to");
  private final Checkbox saddles = new Checkbox("saddle to saddle");
  private final Checkbox lasso = new Checkbox("lasso");
  private final transient Consumer<TrajectoryChoice> changed;
  private transient TrajectoryChoice choice = TrajectoryChoice.USUAL;
  private transient List<Quantity> offered = List.of();
  private boolean filling;

  TrajectoryControls(Consumer<TrajectoryChoice> changed) {
    this.changed = changed;
    addClassName("df-controls");
    quantities.setItemLabelGenerator(Quantity::title);
    quantities.addValueChangeListener(
        change -> publish(choice.withQuantities(ids(change.getValue()))));
    time.setLabel("Time");
    time.setItems(RESCALED, RAW);
    time.setValue(RESCALED);
    time.addValueChangeListener(
        change -> publish(choice.withTime(RAW.equals(change.getValue()), choice.linear())));
    time.getElement().setAttribute("data-testid", "trajectory-time");
    logarithmic.addValueChangeListener(
        change -> publish(choice.withTime(choice.raw(), !change.getValue())));
    for (TextField end : List.of(from, to)) {
      end.setValueChangeMode(ValueChangeMode.LAZY);
      end.setPlaceholder("auto");
      end.addValueChangeListener(
          change ->
              publish(
                  choice.within(
                      TrajectoryChoice.number(from.getValue()),
                      TrajectoryChoice.number(to.getValue()))));
    }
    saddles.addValueChangeListener(
        change -> publish(choice.withPaths(change.getValue(), choice.lasso())));
    lasso.addValueChangeListener(
        change -> publish(choice.withPaths(choice.saddles(), change.getValue())));
    var axis = new Div(time, from, to, logarithmic, saddles, lasso);
    axis.addClassName("df-control-row");
    add(quantities, axis);
  }

  /** Offers {@code quantities} to choose from. */
  void offer(List<Quantity> quantities, TrajectoryChoice choice) {
    if (!quantities.equals(offered)) {
      offered = quantities;
      filling = true;
      this.quantities.setItems(quantities);
      filling = false;
      show(choice);
    }
  }

  /** Shows {@code choice}. */
  void show(TrajectoryChoice choice) {
    this.choice = choice;
    filling = true;
    quantities.setValue(new LinkedHashSet<>(choice.shown(offered)));
    time.setValue(choice.raw() ? RAW : RESCALED);
    logarithmic.setValue(!choice.linear());
    showEnd(from, choice.from());
    showEnd(to, choice.to());
    saddles.setValue(choice.saddles());
    lasso.setValue(choice.lasso());
    filling = false;
  }

  /** Leaves alone what people type as long as it says the same or nothing yet. */
  private static void showEnd(TextField field, @org.jspecify.annotations.Nullable Double end) {
    Double typed = TrajectoryChoice.number(field.getValue());
    boolean wrong = typed == null && !field.getValue().isBlank();
    field.setInvalid(wrong);
    field.setErrorMessage(wrong ? "Give a number > 0." : "");
    if (end != null && !end.equals(typed)) {
      field.setValue(Numbers.exact(end));
    } else if (end == null && typed != null) {
      field.setValue("");
    }
  }

  private void publish(TrajectoryChoice next) {
    if (!filling) {
      changed.accept(next);
    }
  }

  private Set<String> ids(Set<Quantity> chosen) {
    return offered.stream()
        .filter(chosen::contains)
        .map(Quantity::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
