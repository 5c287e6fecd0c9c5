package org.diaflow.service.experiment.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.StopSpec;
import org.diaflow.engine.flow.FlowQuantities;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.measure.Measure;
import org.diaflow.engine.measure.Measures;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.kind.KindDescription;
import org.diaflow.service.problem.GridReader;
import org.diaflow.service.problem.ProblemSource;
import org.jspecify.annotations.Nullable;

/** The checks of an experiment document that are the same for all kinds. */
public final class DocumentChecks {

  private static final int MOST_SEEDS = 1_000_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TAG = 60;
  private static final int MOST_TAGS = 20;
  private static final double MOST_SECONDS = 604_800;
  private static final int MOST_OBSERVABLES = 100;

  private DocumentChecks() {}

  /** Notes fields that {@code document} has and a document of its kind must not have. */
  static void fields(ExperimentDocument document, KindDescription kind, Violations violations) {
    var stated = new LinkedHashMap<String, @Nullable Object>();
    stated.put("depths", document.depths());
    AlphaGrid alphas = document.alphas();
    stated.put("alphas", alphas == null || alphas.values() == null ? alphas : alphas.values());
    stated.put("initialization", document.initialization());
    stated.put("engines", document.engines());
    stated.put("observables", document.observables());
    stated.put("solvers", document.solvers());
    stated.put("tolerances", document.tolerances());
    for (Map.Entry<String, @Nullable Object> field : stated.entrySet()) {
      Object value = field.getValue();
      boolean empty = value == null || (value instanceof List<?> list && list.isEmpty());
      violations.require(
          empty || kind.fields().contains(field.getKey()),
          field.getKey(),
          value,
          "Remove it: an experiment of kind %s has no %s.".formatted(kind.name(), field.getKey()));
    }
  }

  /** Notes what is wrong with name and tags. */
  static void words(ExperimentDocument document, Violations violations) {
    String name = document.name();
    violations.require(
        name == null || (!name.isBlank() && name.length() <= LONGEST_NAME),
        "name",
        name,
        "Give 1 to %d characters, or leave it out.".formatted(LONGEST_NAME));
    List<@Nullable String> tags = Objects.requireNonNullElse(document.tags(), List.of());
    violations.require(
        tags.size() <= MOST_TAGS,
        "tags",
        tags.size() + " tags",
        "Give at most %d.".formatted(MOST_TAGS));
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      violations.require(
          tag != null && !tag.isBlank() && tag.length() <= LONGEST_TAG,
          "tags[%d]".formatted(i),
          tag == null ? "null" : tag,
          "Give 1 to %d characters.".formatted(LONGEST_TAG));
    }
  }

  /** Notes names that are neither quantities of flows nor measures of a state. */
  static void observables(
      @Nullable List<@Nullable String> stated, Measures measures, Violations violations) {
    List<@Nullable String> observables = Objects.requireNonNullElse(stated, List.of());
    violations.require(
        observables.size() <= MOST_OBSERVABLES,
        "observables",
        observables.size() + " observables",
        "Give at most %d.".formatted(MOST_OBSERVABLES));
    for (String observable : observables) {
      violations.require(
          observable != null && recordable(observable, measures),
          "observables",
          String.valueOf(observable),
          "Choose from: %s, coordinates x[0], x[1], …, and measures along flows (GET /api/measures)"
              .formatted(String.join(", ", FlowQuantities.NAMES)));
    }
    GridReader.requireDistinct(observables, "observables", violations);
  }

  private static boolean recordable(String name, Measures measures) {
    Measure measure = measures.named(name);
    return FlowQuantities.NAMES.contains(name)
        || FlowQuantities.coordinate(name) >= 0
        || (measure != null && measure.observable() != null);
  }

  /** Notes names of measures that there are not. */
  static void measures(
      @Nullable List<@Nullable String> stated, Measures measures, Violations violations) {
    List<@Nullable String> names = Objects.requireNonNullElse(stated, List.of());
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      violations.require(
          name != null && measures.named(name) != null,
          "measures[%d]".formatted(k),
          String.valueOf(name),
          "Choose from: %s."
              .formatted(
                  measures.all().stream().map(Measure::name).collect(Collectors.joining(", "))));
    }
    GridReader.requireDistinct(names, "measures", violations);
  }

  /** Ends the request if {@code document} observes coordinates beyond {@code columns}. */
  public static void coordinates(ExperimentDocument document, int columns) {
    var violations = new Violations();
    List<String> observables = Objects.requireNonNull(document.observables());
    for (int i = 0; i < observables.size(); i++) {
      violations.require(
          FlowQuantities.coordinate(observables.get(i)) < columns,
          "observables[%d]".formatted(i),
          observables.get(i),
          "Choose a coordinate from x[0] to x[%d]: the matrix has %d column%s."
              .formatted(columns - 1, columns, columns == 1 ? "" : "s"));
    }
    violations.throwIfAny();
  }

  /** The seeds of {@code document}, with what is wrong in {@code violations}. */
  static List<Long> seeds(
      ExperimentDocument document, List<ProblemSource> sources, Violations violations) {
    List<@Nullable Long> seeds = document.seeds();
    List<Long> stated =
        sources.stream().map(ProblemSource::seed).filter(Objects::nonNull).distinct().toList();
    if (seeds == null) {
      return List.of(stated.isEmpty() ? 1L : stated.getFirst());
    }
    violations.require(!seeds.isEmpty(), "seeds", "[]", "Give at least one, or leave it out.");
    violations.require(
        seeds.stream().allMatch(Objects::nonNull), "seeds", "null", "Give whole numbers.");
    violations.require(
        stated.isEmpty(),
        "problem.generator.seed",
        stated.isEmpty() ? null : stated.getFirst(),
        "Give it in seeds only: both are stated.");
    violations.require(
        sources.stream().allMatch(ProblemSource::random) || seeds.size() <= 1,
        "seeds",
        "%d seeds".formatted(seeds.size()),
        "Leave them out: this problem is not random.");
    violations.require(
        seeds.size() <= MOST_SEEDS,
        "seeds",
        "%d seeds".formatted(seeds.size()),
        "Give at most %d.".formatted(MOST_SEEDS));
    GridReader.requireDistinct(seeds, "seeds", violations);
    return seeds;
  }

  static StopSpec stop(@Nullable StopSpec stop, Violations violations) {
    StopCriteria defaults = StopCriteria.DEFAULT;
    StopSpec given = Objects.requireNonNullElse(stop, new StopSpec(null, null, null));
    double residual = Objects.requireNonNullElse(given.residual(), defaults.residual());
    long steps = Objects.requireNonNullElse(given.steps(), defaults.steps());
    double seconds = Objects.requireNonNullElse(given.seconds(), defaults.seconds());
    violations.require(
        residual > 0 && residual < 1, "stop.residual", residual, "Give a number in (0, 1).");
    violations.require(steps >= 1, "stop.steps", steps, "Give a whole number from 1.");
    violations.require(
        seconds > 0 && seconds <= MOST_SECONDS,
        "stop.seconds",
        seconds,
        "Give a positive number, at most 604800 (a week).");
    Double horizon = given.horizon();
    Double distance = given.distance();
    violations.require(
        horizon == null || (horizon > 0 && horizon <= Double.MAX_VALUE),
        "stop.horizon",
        horizon,
        "Give a positive number, or leave it out.");
    violations.require(
        distance == null || (distance > 0 && distance < 1),
        "stop.distance",
        distance,
        "Give a number in (0, 1), or leave it out.");
    return new StopSpec(residual, steps, seconds, horizon, distance);
  }

  /** Notes that {@code plan} has more than {@code most} cells. */
  static void size(Plan plan, int most, Violations violations) {
    if (plan.size() <= most) {
      return;
    }
    List<PlanAxis> axes = plan.grid().axes();
    String factors =
        axes.stream()
            .filter(axis -> axis.size() > 1)
            .map(axis -> "%d %s".formatted(axis.size(), counted(axis.name())))
            .collect(Collectors.joining(" × "));
    boolean scales = plan.grid().place(PlanAxis.ALPHA) >= 0;
    violations.add(
        scales ? "alphas" : "seeds",
        "%s = %d cells".formatted(factors, plan.size()),
        "Keep an experiment at %d cells or split it.".formatted(most));
  }

  private static String counted(String axis) {
    return switch (axis) {
      case PlanAxis.ALPHA -> "scales";
      case PlanAxis.SEED, PlanAxis.DEPTH, PlanAxis.ENGINE, PlanAxis.PROBLEM -> axis + "s";
      case PlanAxis.SOLVER -> "solvers and tolerances";
      default -> "values of " + axis;
    };
  }
}
