package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesQuery;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.frontend.chart.plot.CurvePlots;

/**
 * What curves of experiments can be made of.
 *
 * @param experiments names of the experiments by id
 * @param axes the axes that all of them have
 * @param measures every number their cells have
 * @param usual what to show first
 * @param flows whether there are flows to compare with exact limits
 */
public record CurveOffer(
    Map<String, String> experiments,
    List<AxisView> axes,
    List<MeasureView> measures,
    CurvesQuery usual,
    boolean flows) {

  /** How far a flow is from the exact limit. */
  static final String DISAGREEMENT = "disagreement";

  /** Numbers that cells of a network have whatever a document asks for. */
  private static final List<String> FIXED =
      List.of(
          "errorL1",
          "limitErrorL1",
          DISAGREEMENT,
          "lower",
          "upper",
          "predicted",
          "residual",
          "steps",
          "time",
          "effectiveScale",
          "projectionError",
          "seconds");

  /** The offer of {@code experiments}, at least one, whose measures {@code catalogue} describes. */
  public static CurveOffer of(List<ExperimentView> experiments, List<MeasureView> catalogue) {
    var names = new LinkedHashMap<String, String>();
    var axes = new LinkedHashMap<String, AxisView>();
    for (ExperimentView experiment : experiments) {
      String name = experiment.name();
      names.put(experiment.id(), names.containsValue(name) ? name + " " + experiment.id() : name);
      experiment.axes().forEach(axis -> axes.merge(axis.name(), axis, CurveOffer::union));
    }
    axes.keySet().retainAll(common(experiments, experiment -> axisNames(experiment)));
    return new CurveOffer(
        names,
        List.copyOf(axes.values()),
        measures(experiments, catalogue),
        within(experiments.getFirst().curves(), axes.keySet()),
        experiments.stream().anyMatch(CurveOffer::hasFlows));
  }

  /** Axes along which curves can run: numbers, of which there are several. */
  public List<AxisView> numeric() {
    return axes.stream().filter(axis -> axis.numeric() && axis.size() > 1).toList();
  }

  /** Axes with several values. */
  public List<AxisView> several() {
    return axes.stream().filter(axis -> axis.size() > 1).toList();
  }

  /** The axis {@code name}, one without values if there is none. */
  AxisView axis(String name) {
    return axes.stream()
        .filter(axis -> axis.name().equals(name))
        .findFirst()
        .orElseGet(() -> new AxisView(name, true, false, 0, List.of()));
  }

  /** The measure {@code name}; an unknown one is its own title. */
  MeasureView measure(String name) {
    return measures.stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseGet(() -> unknown(name));
  }

  /** Which of the measures that theory gives for the error are there. */
  List<String> theory() {
    return CurvePlots.THEORY.stream().filter(this::has).toList();
  }

  boolean has(String name) {
    return measures.stream().anyMatch(measure -> measure.name().equals(name));
  }

  private static List<String> axisNames(ExperimentView experiment) {
    return experiment.axes().stream().map(AxisView::name).toList();
  }

  /** What all of {@code experiments} have among {@code names} of each. */
  private static List<String> common(
      List<ExperimentView> experiments, Function<ExperimentView, List<String>> names) {
    return names.apply(experiments.getFirst()).stream()
        .filter(name -> experiments.stream().allMatch(one -> names.apply(one).contains(name)))
        .distinct()
        .toList();
  }

  private static CurvesQuery within(CurvesQuery query, Set<String> axes) {
    return new CurvesQuery(
        query.x(), query.x2(), query.y(), query.by().stream().filter(axes::contains).toList());
  }

  private static List<MeasureView> measures(
      List<ExperimentView> experiments, List<MeasureView> catalogue) {
    Stream<String> kept =
        common(
            experiments,
            experiment ->
                Stream.concat(experiment.curves().y().stream(), experiment.measures().stream())
                    .toList())
            .stream();
    Stream<String> fixed =
        experiments.stream().anyMatch(e -> Networks.scales(e.document()).isEmpty())
            ? Stream.of()
            : FIXED.stream()
                .filter(name -> catalogue.stream().anyMatch(known -> known.name().equals(name)));
    return Stream.concat(kept, fixed)
        .distinct()
        .map(
            name ->
                catalogue.stream()
                    .filter(measure -> measure.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> unknown(name)))
        .toList();
  }

  private static MeasureView unknown(String name) {
    return new MeasureView(name, name, name, "", false, List.of(), false, "");
  }

  private static AxisView union(AxisView one, AxisView other) {
    var values = new ArrayList<>(one.values());
    other.values().stream().filter(value -> !values.contains(value)).forEach(values::add);
    return new AxisView(
        one.name(),
        one.numeric() && other.numeric(),
        one.logarithmic() && other.logarithmic(),
        Math.max(values.size(), Math.max(one.size(), other.size())),
        values);
  }

  private static boolean hasFlows(ExperimentView experiment) {
    List<EngineSpec> engines =
        Objects.requireNonNullElse(experiment.document().engines(), List.of());
    return engines.stream().anyMatch(engine -> engine.integrator() != null);
  }
}
