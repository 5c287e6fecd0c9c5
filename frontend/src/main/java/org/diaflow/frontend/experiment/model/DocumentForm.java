package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.Axis;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.Seeds;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.problem.model.ProblemForm;
import org.jspecify.annotations.Nullable;

/** The way from an experiment document to a form and back. */
public final class DocumentForm {

  private DocumentForm() {}

  /**
   * What came of reading a form.
   *
   * @param document the document, or null if {@code errors} has any
   * @param errors what is wrong, by field
   * @param problemErrors what is wrong with the problem, by field of its form
   */
  public record Reading(
      @Nullable ExperimentDocument document,
      Map<FormField, String> errors,
      Map<String, String> problemErrors) {}

  /**
   * The form that states {@code document}.
   *
   * @throws NullPointerException if it has no kind
   */
  public static FormValues show(ExperimentDocument document) {
    var texts = new EnumMap<FormField, String>(FormField.class);
    put(texts, FormField.NAME, document.name());
    put(texts, FormField.TAGS, document.tags() == null ? null : String.join(", ", document.tags()));
    put(texts, FormField.DEPTHS, numbers(Networks.depths(document)));
    showAlphas(Networks.alphas(document), texts);
    if (document.seeds() != null) {
      put(texts, FormField.SEEDS, Seeds.text(document.seeds()));
    }
    showStop(document.stop(), texts);
    List<EngineSpec> engines =
        document.engines() == null ? List.of(EngineSpec.limit()) : document.engines();
    Set<String> chosen =
        engines.stream().map(EngineSpec::id).collect(Collectors.toCollection(LinkedHashSet::new));
    return new FormValues(
        Objects.requireNonNull(document.kind(), "kind"),
        ProblemForm.of(document.problem()),
        texts,
        chosen,
        document.l1Solver() == null ? null : document.l1Solver().id(),
        showObservables(document, texts));
  }

  /**
   * The document that {@code form} states, with the fields that its kind takes according to {@code
   * kinds}; what a form cannot state (parameters of engines and solver, initialization) is taken
   * from {@code previous}.
   */
  public static Reading read(FormValues form, ExperimentDocument previous, Kinds kinds) {
    var fields = new FieldReader(form);
    ProblemForm.Reading problem = form.problem().read(previous.problem());
    Predicate<String> takes = field -> kinds.takes(form.kind(), field);
    AlphaGrid alphas = takes.test("alphas") ? alphas(form, fields) : AlphaGrid.of();
    List<Double> depths = takes.test("depths") ? fields.numbers(FormField.DEPTHS) : List.of();
    List<Long> seeds = form.problem().generated() ? fields.seeds(FormField.SEEDS) : null;
    StopSpec stop = stop(fields);
    if (!fields.errors().isEmpty() || !problem.errors().isEmpty()) {
      return new Reading(null, fields.errors(), problem.errors());
    }
    var document =
        new ExperimentDocument(
            fields.text(FormField.NAME),
            form.kind(),
            fields.words(FormField.TAGS),
            problem.problem(),
            depths,
            alphas,
            takes.test("initialization") ? previous.initialization() : null,
            seeds == null || seeds.isEmpty() ? null : seeds,
            takes.test("engines") ? engines(form.engines(), previous) : null,
            solver(form.solver(), previous),
            stop,
            takes.test("observables") ? observables(form, fields, previous) : null,
            null,
            null,
            problem.problem() == null ? previous.problems() : null,
            form.kind().equals(previous.kind()) ? previous.measures() : null);
    return new Reading(document, Map.of(), Map.of());
  }

  /** How many cells {@code document} has, in words; {@code kinds} tell which axes it has. */
  public static String estimate(ExperimentDocument document, Kinds kinds) {
    var factors = new LinkedHashMap<String, Integer>();
    if (document.problems() != null) {
      factors.put("problem", document.problems().size());
    }
    GeneratorSpec generator = document.problem() == null ? null : document.problem().generator();
    if (generator != null) {
      generator.parameters().forEach((name, axis) -> addValues(factors, name, axis));
    }
    if (kinds.hasNetworks(document.kind())) {
      factors.put("depth", Networks.depths(document).size());
      factors.put("scale", Networks.scales(document).size());
    }
    factors.put("seed", document.seeds() == null ? 1 : Math.max(1, document.seeds().size()));
    if (kinds.takes(document.kind(), "engines")) {
      factors.put("engine", document.engines() == null ? 1 : document.engines().size());
    }
    long cells = factors.values().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    return "%s %s: %s"
        .formatted(
            Numbers.count(cells),
            cells == 1 ? "cell" : "cells",
            factors.entrySet().stream()
                .map(factor -> counted(factor.getValue(), factor.getKey()))
                .collect(Collectors.joining(" × ")));
  }

  private static void addValues(Map<String, Integer> factors, String name, Axis axis) {
    int count = axis.expand().size();
    if (count > 1) {
      factors.put("value of " + name, count);
    }
  }

  private static String counted(int count, String noun) {
    return count == 1
        ? "1 " + noun
        : count + " " + (noun.startsWith("value ") ? "values " + noun.substring(6) : noun + "s");
  }

  private static void showAlphas(AlphaGrid alphas, Map<FormField, String> texts) {
    if (alphas.values() != null) {
      put(texts, FormField.ALPHA_LIST, numbers(alphas.values()));
    }
    AlphaGrid.Range range = alphas.range();
    if (range != null) {
      put(texts, FormField.ALPHA_FROM, Numbers.exact(range.from()));
      put(texts, FormField.ALPHA_TO, Numbers.exact(range.to()));
      put(texts, FormField.PER_DECADE, Integer.toString(range.pointsPerDecade()));
    }
  }

  private static void showStop(@Nullable StopSpec stop, Map<FormField, String> texts) {
    if (stop != null) {
      put(texts, FormField.RESIDUAL, number(stop.residual()));
      put(texts, FormField.STEPS, whole(stop.steps()));
      put(texts, FormField.SECONDS, number(stop.seconds()));
      put(texts, FormField.HORIZON, number(stop.horizon()));
      put(texts, FormField.DISTANCE, number(stop.distance()));
    }
  }

  /** The observables to choose by name; all others are coordinates and go to their field. */
  private static Set<String> showObservables(
      ExperimentDocument document, Map<FormField, String> texts) {
    var named = new LinkedHashSet<String>();
    var others = new ArrayList<String>();
    for (String observable : orEmpty(document.observables())) {
      boolean known = Quantity.NAMED.containsKey(observable);
      (known ? named : others).add(observable);
    }
    put(texts, FormField.COORDINATES, String.join(", ", others));
    return named;
  }

  private static AlphaGrid alphas(FormValues form, FieldReader fields) {
    if (!form.text(FormField.ALPHA_LIST).isEmpty()) {
      return new AlphaGrid(fields.numbers(FormField.ALPHA_LIST), null);
    }
    return AlphaGrid.range(
        fields.scale(FormField.ALPHA_FROM),
        fields.scale(FormField.ALPHA_TO),
        fields.count(FormField.PER_DECADE));
  }

  private static @Nullable StopSpec stop(FieldReader fields) {
    Double residual = fields.optionalNumber(FormField.RESIDUAL);
    Double steps = fields.optionalNumber(FormField.STEPS);
    Double seconds = fields.optionalNumber(FormField.SECONDS);
    Double horizon = fields.optionalNumber(FormField.HORIZON);
    Double distance = fields.optionalNumber(FormField.DISTANCE);
    return Stream.of(residual, steps, seconds, horizon, distance).allMatch(Objects::isNull)
        ? null
        : new StopSpec(
            residual, steps == null ? null : steps.longValue(), seconds, horizon, distance);
  }

  /** The observables of {@code form}, in the order of {@code previous} where they are the same. */
  private static @Nullable List<String> observables(
      FormValues form, FieldReader fields, ExperimentDocument previous) {
    var chosen = new LinkedHashSet<>(form.observables());
    chosen.addAll(orEmpty(fields.words(FormField.COORDINATES)));
    if (chosen.equals(Set.copyOf(orEmpty(previous.observables())))) {
      return previous.observables();
    }
    return List.copyOf(chosen);
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static List<EngineSpec> engines(Set<String> chosen, ExperimentDocument previous) {
    List<EngineSpec> known = previous.engines() == null ? List.of() : previous.engines();
    return chosen.stream()
        .map(
            id ->
                known.stream()
                    .filter(engine -> engine.id().equals(id))
                    .findFirst()
                    .orElseGet(
                        () ->
                            id.equals(EngineSpec.LIMIT)
                                ? EngineSpec.limit()
                                : EngineSpec.integrator(id)))
        .toList();
  }

  private static @Nullable SolverSpec solver(@Nullable String id, ExperimentDocument previous) {
    SolverSpec known = previous.l1Solver();
    if (id == null) {
      return null;
    }
    return known != null && known.id().equals(id) ? known : new SolverSpec(id, null);
  }

  private static void put(Map<FormField, String> texts, FormField field, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts.put(field, text);
    }
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(Numbers::exact).collect(Collectors.joining(", "));
  }

  private static @Nullable String number(@Nullable Double value) {
    return value == null ? null : Numbers.exact(value);
  }

  private static @Nullable String whole(@Nullable Number value) {
    return value == null ? null : Long.toString(value.longValue());
  }
}
