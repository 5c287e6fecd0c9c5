package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.diaflow.api.AxisView;
import org.diaflow.api.MeasureView;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.diaflow.frontend.experiment.model.Band;
import org.diaflow.frontend.experiment.model.CurveOffer;
import org.diaflow.frontend.experiment.model.CurvesChoice;
import org.diaflow.frontend.experiment.model.ShownCurves;
import org.jspecify.annotations.Nullable;

/** What people choose of curves: measure, axes, what is told apart, and the band. */
final class CurveControls extends Div {

  private static final long serialVersionUID = 1L;

  private final Select<MeasureView> measure = new Select<>();
  private final Select<String> along = new Select<>();
  private final Select<String> second = new Select<>();
  private final Select<Band> band = new Select<>();
  private final CheckboxGroup<String> by = new CheckboxGroup<>("A curve for each");
  private final Checkbox logarithmic = new Checkbox("log scale");
  private final transient Consumer<CurvesChoice> changed;
  private transient CurvesChoice choice = CurvesChoice.USUAL;
  private transient @Nullable CurveOffer offered;
  private transient List<String> tellable = List.of();
  private boolean filling;

  CurveControls(Consumer<CurvesChoice> changed) {
    this.changed = changed;
    addClassName("df-controls");
    select(measure, "Measure", "y");
    measure.setItemLabelGenerator(CurveControls::name);
    measure.addClassName("df-wide");
    measure.addValueChangeListener(change -> publish(() -> choice.withY(change.getValue().name())));
    select(along, "Against", "x");
    along.addValueChangeListener(change -> publish(() -> choice.withX(change.getValue())));
    select(second, "and (map)", "x2");
    second.addValueChangeListener(change -> publish(() -> choice.withX2(change.getValue())));
    select(band, "Band", "band");
    band.setItems(Band.values());
    band.setItemLabelGenerator(Band::title);
    band.addValueChangeListener(change -> publish(() -> choice.withBand(change.getValue())));
    for (Select<String> axis : List.of(along, second)) {
      axis.setItemLabelGenerator(CurveControls::axisName);
    }
    by.setItemLabelGenerator(CurveScene::title);
    by.getElement().setAttribute("data-testid", "curves-by");
    by.addValueChangeListener(change -> publish(() -> choice.withBy(ordered(change.getValue()))));
    logarithmic.addValueChangeListener(
        change -> publish(() -> choice.withLogarithmic(change.getValue())));
    var row = new Div(measure, along, second, band, logarithmic, by);
    row.addClassName("df-control-row");
    add(row);
  }

  /** Shows {@code choice} among what {@code offer} has, as {@code shown} resolves it. */
  void show(CurvesChoice choice, CurveOffer offer, ShownCurves shown) {
    this.choice = choice;
    filling = true;
    CurveScene scene = shown.scene();
    String x = scene.x().name();
    List<String> numeric = offer.numeric().stream().map(AxisView::name).toList();
    List<String> across = Stream.concat(Stream.of(x), numeric.stream()).distinct().toList();
    if (!offer.equals(offered)) {
      offered = offer;
      measure.setItems(offer.measures());
    }
    items(along, across);
    items(
        second,
        Stream.concat(Stream.of(CurvesChoice.NONE), across.stream().filter(a -> !a.equals(x)))
            .toList());
    AxisView other = scene.x2();
    String x2 = other == null ? CurvesChoice.NONE : other.name();
    List<String> axes =
        offer.several().stream()
            .map(AxisView::name)
            .filter(name -> !name.equals(x) && !name.equals(x2))
            .toList();
    if (!axes.equals(tellable)) {
      tellable = axes;
      by.setItems(axes);
    }
    measure.setValue(scene.y());
    along.setValue(x);
    second.setValue(x2);
    band.setValue(shown.band());
    by.setValue(
        new LinkedHashSet<>(
            scene.by().stream().map(AxisView::name).filter(axes::contains).toList()));
    logarithmic.setValue(scene.logarithmic());
    second.setVisible(across.size() > 1);
    by.setVisible(!axes.isEmpty() && other == null);
    band.setVisible(other == null);
    filling = false;
  }

  private static void items(Select<String> select, List<String> items) {
    if (!items.equals(select.getListDataView().getItems().toList())) {
      select.setItems(items);
    }
  }

  private static void select(Select<?> select, String label, String name) {
    select.setLabel(label);
    select.getElement().setAttribute("data-testid", "curves-" + name);
  }

  private static String name(@Nullable MeasureView measure) {
    if (measure == null) {
      return "";
    }
    return measure.title().equals(measure.symbol())
        ? measure.title()
        : "%s %s".formatted(measure.title(), measure.symbol());
  }

  private static String axisName(@Nullable String axis) {
    return axis == null
        ? ""
        : axis.equals(CurvesChoice.NONE) ? "no second axis" : CurveScene.title(axis);
  }

  private List<String> ordered(Set<String> chosen) {
    return tellable.stream().filter(chosen::contains).toList();
  }

  private void publish(java.util.function.Supplier<CurvesChoice> next) {
    if (!filling) {
      changed.accept(next.get());
    }
  }
}
