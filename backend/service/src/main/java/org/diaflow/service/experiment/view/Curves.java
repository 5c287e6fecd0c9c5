package org.diaflow.service.experiment.view;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Curve;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.engine.measure.Measures;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.CurveQueries;
import org.diaflow.service.experiment.store.CurveQueries.Aggregate;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.view.CurvesPlan.AxisCut;
import org.diaflow.service.experiment.view.CurvesRequest.Band;
import org.diaflow.service.experiment.work.ExperimentContext;
import org.diaflow.service.experiment.work.ExperimentContexts;
import org.jspecify.annotations.Nullable;

/** Curves of experiments: measures against axes, aggregated by the database. */
@ApplicationScoped
class Curves {

  private static final long MOST_POINTS = 4000;
  private static final long MOST_EXACT = 100_000;

  private final ExperimentContexts contexts;
  private final CurveQueries queries;
  private final Measures measures;

  Curves(ExperimentContexts contexts, CurveQueries queries, Measures measures) {
    this.contexts = contexts;
    this.queries = queries;
    this.measures = measures;
  }

  /** The curves of {@code experiments} together. */
  Uni<CurvesView> of(List<String> experiments, CurvesRequest request) {
    Uni<List<Part>> parts = Uni.createFrom().item(ArrayList::new);
    for (String id : experiments) {
      parts = parts.call(list -> part(id, experiments.size(), request).invoke(list::add));
    }
    return parts.map(list -> together(list, request));
  }

  /**
   * What one experiment contributes.
   *
   * @param plan what was asked for
   * @param note what was not read of that, or null
   * @param curves its curves
   */
  private record Part(CurvesPlan plan, @Nullable String note, List<Curve> curves) {}

  private Uni<Part> part(String id, int experiments, CurvesRequest request) {
    return contexts.of(id).chain(context -> part(context, experiments, request));
  }

  private Uni<Part> part(ExperimentContext context, int experiments, CurvesRequest request) {
    ExperimentDefinition definition = context.definition();
    CurvesPlan plan = CurvesPlan.of(request, definition);
    requireMeasures(plan.query().y(), definition);
    long answers = (long) experiments * Math.max(1, plan.query().y().size());
    CurvesPlan read = request.exact() ? plan : plan.thinned(MOST_POINTS / answers);
    requireFew(read.points() * answers, request);
    return queries
        .aggregates(
            context.experiment(),
            plan.query().y().stream().map(measure -> column(measure, definition)).toList(),
            read.axes().stream().map(AxisCut::place).toList(),
            read.axes().stream().map(AxisCut::condition).filter(Objects::nonNull).toList())
        .map(rows -> new Part(plan, read.note(), curves(context, read, rows, request.band())));
  }

  private static CurvesView together(List<Part> parts, CurvesRequest request) {
    CurvesPlan first = parts.getFirst().plan();
    List<String> notes =
        parts.stream().map(Part::note).filter(Objects::nonNull).distinct().toList();
    return new CurvesView(
        first.query(),
        first.over(),
        request.band().wireName(),
        parts.stream().flatMap(part -> part.curves().stream()).toList(),
        notes.isEmpty() ? null : String.join(" ", notes));
  }

  private static void requireFew(long points, CurvesRequest request) {
    if (request.exact() && points > MOST_EXACT) {
      throw Violations.single(
          "exact",
          "true, %d points".formatted(points),
          "Ask for at most %d: tell fewer axes apart, or leave exact out.".formatted(MOST_EXACT));
    }
  }

  private void requireMeasures(List<String> names, ExperimentDefinition definition) {
    var violations = new Violations();
    for (String name : names) {
      boolean kept = StoredCell.COLUMNS.containsKey(name) || definition.measures().contains(name);
      violations.require(
          kept,
          "y",
          name,
          measures.named(name) == null
              ? "Choose a measure: GET /api/measures lists them."
              : "This experiment did not keep it; name it in the document's measures.");
    }
    violations.throwIfAny();
  }

  /** The column of {@code cell} with a measure. */
  private static String column(String measure, ExperimentDefinition definition) {
    String column = StoredCell.COLUMNS.get(measure);
    return column == null
        ? "measures[%d]".formatted(definition.measures().indexOf(measure) + 1)
        : "cast(%s as double precision)".formatted(column);
  }

  private static List<Curve> curves(
      ExperimentContext context, CurvesPlan plan, List<List<Aggregate>> rows, Band band) {
    var curves = new ArrayList<Curve>();
    for (int k = 0; k < rows.size(); k++) {
      String measure = plan.query().y().get(k);
      curves.addAll(curves(context.experiment(), measure, plan, rows.get(k), band));
    }
    return curves;
  }

  private static List<Curve> curves(
      String id, String measure, CurvesPlan plan, List<Aggregate> rows, Band band) {
    var points = new LinkedHashMap<Map<String, Object>, List<Point>>();
    for (Aggregate row : rows) {
      var by = new LinkedHashMap<String, Object>();
      for (int k = plan.dimensions(); k < plan.axes().size(); k++) {
        by.put(plan.axes().get(k).axis().name(), value(plan, row, k));
      }
      points.computeIfAbsent(by, none -> new ArrayList<>()).add(point(plan, row, band));
    }
    var curves = new ArrayList<Curve>();
    points.forEach((by, all) -> curves.add(new Curve(id, measure, by, all)));
    return curves;
  }

  private static Object value(CurvesPlan plan, Aggregate row, int k) {
    return plan.axes().get(k).axis().values().get(row.places()[k]);
  }

  private static Point point(CurvesPlan plan, Aggregate row, Band band) {
    return new Point(
        ((Number) value(plan, row, 0)).doubleValue(),
        plan.dimensions() == 1 ? null : (Double) ((Number) value(plan, row, 1)).doubleValue(),
        row.median(),
        row.mean(),
        band(band, row.lowerQuartile(), row.least()),
        band(band, row.upperQuartile(), row.greatest()),
        row.least(),
        row.greatest(),
        row.count(),
        row.failed(),
        row.notFinite());
  }

  private static @Nullable Double band(
      Band band, @Nullable Double quartile, @Nullable Double extreme) {
    return switch (band) {
      case QUARTILES -> quartile;
      case EXTREMES -> extreme;
      case NONE -> null;
    };
  }
}
