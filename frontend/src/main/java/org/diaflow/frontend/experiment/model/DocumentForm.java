package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The way from an experiment document to a form and back. */
public final class DocumentForm {

  private DocumentForm() {}

  /**
   * What came of reading a form.
   *
   * @param document the document, or null if {@code errors} has any
   * @param errors what is wrong, by field
   */
  public record Reading(@Nullable ExperimentDocument document, Map<FormField, String> errors) {}

  /** The form that states {@code document}. */
  public static FormValues show(ExperimentDocument document) {
    var texts = new EnumMap<FormField, String>(FormField.class);
    put(texts, FormField.NAME, document.name());
    put(texts, FormField.TAGS, document.tags() == null ? null : String.join(", ", document.tags()));
    ProblemKind kind = ProblemKind.of(document.problem());
    showProblem(document.problem(), kind, texts);
    put(texts, FormField.DEPTHS, numbers(document.depths()));
    showAlphas(document.alphas(), texts);
    if (document.seeds() != null) {
      put(
          texts,
          FormField.SEEDS,
          document.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    showStop(document.stop(), texts);
    List<EngineSpec> engines =
        document.engines() == null ? List.of(EngineSpec.limit()) : document.engines();
    Set<String> chosen =
        engines.stream().map(EngineSpec::id).collect(Collectors.toCollection(LinkedHashSet::new));
    return new FormValues(
        document.kind(),
        kind,
        texts,
        chosen,
        document.l1Solver() == null ? null : document.l1Solver().id(),
        showObservables(document, texts));
  }

  /**
   * The document that {@code form} states; what a form cannot state (parameters of engines and
   * solver, initialization) is taken from {@code previous}.
   */
  public static Reading read(FormValues form, ExperimentDocument previous) {
    var fields = new FieldReader(form);
    ProblemSpec problem = problem(form.problem(), fields, previous);
    AlphaGrid alphas = alphas(form, fields);
    List<Double> depths = fields.numbers(FormField.DEPTHS);
    List<Long> seeds =
        FormField.SEEDS.belongsTo(form.problem()) ? fields.wholeNumbers(FormField.SEEDS) : null;
    StopSpec stop = stop(fields);
    if (!fields.errors().isEmpty()) {
      return new Reading(null, fields.errors());
    }
    var document =
        new ExperimentDocument(
            fields.text(FormField.NAME),
            form.kind(),
            fields.words(FormField.TAGS),
            problem,
            depths,
            alphas,
            previous.initialization(),
            seeds == null || seeds.isEmpty() ? null : seeds,
            engines(form.engines(), previous),
            solver(form.solver(), previous),
            stop,
            observables(form, fields, previous));
    return new Reading(document, Map.of());
  }

  /** How many cells {@code document} has, in words. */
  public static String estimate(ExperimentDocument document) {
    int depths = document.depths().size();
    int scales = document.alphas().expand().size();
    int seeds = document.seeds() == null ? 1 : Math.max(1, document.seeds().size());
    int engines = document.engines() == null ? 1 : document.engines().size();
    long cells = (long) depths * scales * seeds * engines;
    return "%s cells: %s × %s × %s × %s"
        .formatted(
            Numbers.count(cells),
            counted(depths, "depth"),
            counted(scales, "scale"),
            counted(seeds, "seed"),
            counted(engines, "engine"));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static void showProblem(
      ProblemSpec problem, ProblemKind kind, Map<FormField, String> texts) {
    put(texts, FormField.PROBLEM, problem.id());
    GeneratorSpec generator = problem.generator();
    if (generator == null || kind == ProblemKind.DOCUMENT) {
      return;
    }
    put(texts, FormField.RHO, number(generator.value("rho")));
    put(texts, FormField.Y, number(generator.value("y")));
    put(texts, FormField.ROWS, size(generator, "rows"));
    put(texts, FormField.COLUMNS, size(generator, "columns"));
    put(texts, FormField.SPARSITY, size(generator, "sparsity"));
    put(texts, FormField.NOISE, number(generator.value("noise")));
    put(texts, FormField.MARGIN, number(generator.value("margin")));
    put(texts, FormField.UNDERSAMPLING, number(generator.value("undersampling")));
    put(texts, FormField.DENSITY, number(generator.value("density")));
  }

  /** A size as text; 0 stands for none. */
  private static @Nullable String size(GeneratorSpec generator, String name) {
    Double value = generator.value(name);
    return value == null || value == 0 ? null : whole(value);
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

  private static ProblemSpec problem(
      ProblemKind kind, FieldReader fields, ExperimentDocument previous) {
    return switch (kind) {
      case TIGHTNESS ->
          ProblemSpec.generated(
              GeneratorSpec.of("tightness")
                  .with("rho", fields.number(FormField.RHO))
                  .with("y", fields.number(FormField.Y)));
      case GAUSSIAN ->
          ProblemSpec.generated(
              GeneratorSpec.of("gaussian")
                  .with("rows", fields.count(FormField.ROWS))
                  .with("columns", fields.count(FormField.COLUMNS))
                  .with("sparsity", fields.count(FormField.SPARSITY))
                  .with("noise", fields.number(FormField.NOISE)));
      case CERTIFIED ->
          ProblemSpec.generated(
              GeneratorSpec.of("certified")
                  .with("rows", fields.count(FormField.ROWS))
                  .with("columns", fields.count(FormField.COLUMNS))
                  .with("sparsity", fields.count(FormField.SPARSITY))
                  .with("margin", fields.number(FormField.MARGIN)));
      case DONOHO_TANNER ->
          ProblemSpec.generated(
              GeneratorSpec.of("donoho-tanner")
                  .with("columns", fields.count(FormField.COLUMNS))
                  .with("undersampling", fields.number(FormField.UNDERSAMPLING))
                  .with("density", fields.number(FormField.DENSITY)));
      case NON_UNIQUE -> ProblemSpec.generated(nonUnique(fields));
      case STORED -> ProblemSpec.stored(fields.required(FormField.PROBLEM));
      case DOCUMENT -> previous.problem();
    };
  }

  private static GeneratorSpec nonUnique(FieldReader fields) {
    GeneratorSpec spec = GeneratorSpec.of("non-unique");
    for (FormField field : List.of(FormField.ROWS, FormField.COLUMNS, FormField.SPARSITY)) {
      Integer size = fields.optionalCount(field);
      String name = field.name().toLowerCase(Locale.ROOT);
      spec = size == null || size == 0 ? spec : spec.with(name, size);
    }
    return spec;
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
