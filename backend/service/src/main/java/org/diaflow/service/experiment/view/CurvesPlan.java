package org.diaflow.service.experiment.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.CurvesQuery;
import org.diaflow.engine.plan.Grid;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.kind.FirstView;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read for the curves of one experiment.
 *
 * @param query the query with its defaults
 * @param over the axes that are aggregated over
 * @param axes the axes that are not, x first, then x2, then those told apart
 */
record CurvesPlan(CurvesQuery query, List<String> over, List<AxisCut> axes) {

  /** More curves than these nobody tells apart. */
  private static final long MOST_CURVES = 100;

  /**
   * An axis in a query.
   *
   * @param axis the axis
   * @param stride how far apart the cells of neighbours on it are
   * @param step of this many values in a row the first is read
   * @param end place after the last value that is read
   */
  record AxisCut(PlanAxis axis, long stride, int step, int end) {

    /** How many values are read. */
    int size() {
      return step == 1 ? end : Math.min(end, (axis.size() - 1) / step + 2);
    }

    /** The place on the axis as an expression of {@code cell_index}. */
    String place() {
      return "(cell_index / %d %% %d)".formatted(stride, axis.size());
    }

    /** The condition that the value is read, or null where all are. */
    @Nullable String condition() {
      if (step > 1) {
        return "(%s %% %d = 0 or %s = %d)".formatted(place(), step, place(), axis.size() - 1);
      }
      return end < axis.size() ? "%s < %d".formatted(place(), end) : null;
    }

    AxisCut thinned(int every) {
      return new AxisCut(axis, stride, every, end);
    }

    AxisCut upTo(int size) {
      return new AxisCut(axis, stride, step, size);
    }
  }

  static CurvesPlan of(CurvesRequest request, ExperimentDefinition definition) {
    Grid grid = definition.plan().grid();
    CurvesQuery query = query(request, definition);
    var violations = new Violations();
    var axes = new ArrayList<AxisCut>();
    numeric(query.x(), "x", grid, axes, violations);
    if (query.x2() != null) {
      numeric(query.x2(), "x2", grid, axes, violations);
    }
    for (String name : query.by()) {
      cut(name, "by", grid, axes, violations);
    }
    List<String> rest =
        grid.axes().stream()
            .filter(axis -> axis.size() > 1)
            .map(PlanAxis::name)
            .filter(name -> axes.stream().noneMatch(cut -> cut.axis().name().equals(name)))
            .toList();
    if (request.over() != null) {
      requireSame(request.over(), rest, grid, violations);
    }
    violations.throwIfAny();
    return new CurvesPlan(query, rest, axes);
  }

  /** The query of an experiment for which nothing is asked. */
  static CurvesQuery defaults(ExperimentDefinition definition) {
    return query(
        new CurvesRequest(null, null, null, null, null, CurvesRequest.Band.QUARTILES, false),
        definition);
  }

  private static CurvesQuery query(CurvesRequest request, ExperimentDefinition definition) {
    FirstView view = definition.kind().description().view();
    List<String> several = several(definition.plan().grid());
    List<String> numbers =
        definition.plan().grid().axes().stream()
            .filter(axis -> axis.numeric() && several.contains(axis.name()))
            .map(PlanAxis::name)
            .filter(name -> !name.equals(PlanAxis.SEED))
            .toList();
    String first = view.x() != null ? view.x() : numbers.isEmpty() ? PlanAxis.SEED : numbers.get(0);
    String x = request.x() == null ? first : request.x();
    String second =
        view.map() && request.x() == null
            ? numbers.stream().filter(name -> !name.equals(x)).findFirst().orElse(null)
            : null;
    String x2 = request.x2() == null ? second : request.x2();
    List<String> by =
        several.stream()
            .filter(name -> !name.equals(x) && !name.equals(x2) && !name.equals(PlanAxis.SEED))
            .filter(name -> request.over() == null || !request.over().contains(name))
            .toList();
    return new CurvesQuery(
        x,
        x2,
        Objects.requireNonNullElse(request.y(), view.y()),
        Objects.requireNonNullElse(request.by(), by));
  }

  private static List<String> several(Grid grid) {
    return grid.axes().stream().filter(axis -> axis.size() > 1).map(PlanAxis::name).toList();
  }

  private static void numeric(
      String name, String field, Grid grid, List<AxisCut> axes, Violations violations) {
    int place = grid.place(name);
    if (place >= 0 && !grid.axes().get(place).numeric()) {
      violations.add(field, name, "Choose an axis with numbers; tell this one apart with by.");
      return;
    }
    cut(name, field, grid, axes, violations);
  }

  /** Adds the axis called {@code name}, which {@code field} of the request names. */
  static void cut(String name, String field, Grid grid, List<AxisCut> axes, Violations violations) {
    int place = grid.place(name);
    if (place < 0) {
      violations.add(field, name, "Choose one of %s.".formatted(names(grid)));
      return;
    }
    PlanAxis axis = grid.axes().get(place);
    violations.require(
        axes.stream().noneMatch(cut -> cut.axis().name().equals(name)),
        field,
        name,
        "Give it only once among x, x2 and by.");
    axes.add(new AxisCut(axis, grid.stride(place), 1, axis.size()));
  }

  private static void requireSame(
      List<String> over, List<String> rest, Grid grid, Violations violations) {
    for (String name : over) {
      violations.require(
          grid.place(name) >= 0, "over", name, "Choose among %s.".formatted(names(grid)));
    }
    for (String name : rest) {
      violations.require(
          over.contains(name),
          "over",
          String.join(",", over),
          "Add %s, or tell its values apart with by.".formatted(name));
    }
  }

  private static String names(Grid grid) {
    return String.join(", ", grid.axes().stream().map(PlanAxis::name).toList());
  }

  /** How many points there are at most, no more than cells. */
  long points() {
    long points = 1;
    for (AxisCut axis : axes) {
      points *= axis.size();
    }
    return points;
  }

  /** How many of the axes place points; the others tell curves apart. */
  int dimensions() {
    return query.x2() == null ? 1 : 2;
  }

  /** The same with at most {@code most} points: fewer curves first, then every k-th value. */
  CurvesPlan thinned(long most) {
    if (points() <= most) {
      return this;
    }
    var cuts = new ArrayList<>(axes);
    long curves = 1;
    for (int k = dimensions(); k < cuts.size(); k++) {
      int left = (int) Math.max(1, Math.min(cuts.get(k).end(), MOST_CURVES / curves));
      cuts.set(k, cuts.get(k).upTo(left));
      curves *= left;
    }
    double places = Math.max(2, (double) most / curves);
    for (int k = 0; k < dimensions(); k++) {
      double share = dimensions() == 1 ? places : Math.sqrt(places);
      int step = (int) Math.ceil((cuts.get(k).end() - 1) / Math.max(1, share - 2));
      cuts.set(k, cuts.get(k).thinned(Math.max(1, step)));
    }
    return new CurvesPlan(query, over, cuts);
  }

  /** A sentence on what is not read, or null where everything is. */
  @Nullable String note() {
    var left = new ArrayList<String>();
    for (AxisCut cut : axes) {
      if (cut.step() > 1) {
        left.add("every %d. value of %s".formatted(cut.step(), cut.axis().name()));
      } else if (cut.end() < cut.axis().size()) {
        left.add(
            "the first %d of %d values of %s"
                .formatted(cut.end(), cut.axis().size(), cut.axis().name()));
      }
    }
    return left.isEmpty()
        ? null
        : "Thinned out: %s; ask with exact=true for all.".formatted(String.join(", ", left));
  }
}
