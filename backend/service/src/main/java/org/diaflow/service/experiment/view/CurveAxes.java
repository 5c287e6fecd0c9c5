package org.diaflow.service.experiment.view;

import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.engine.plan.Grid;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.view.CurvesPlan.AxisCut;
import org.jspecify.annotations.Nullable;

/**
 * The axes by which a client tells the curves of an experiment apart. Curves are numbered as the
 * combinations of their values are: the number of a cell's curve follows from its index in O(1).
 */
public final class CurveAxes {

  private final List<AxisCut> axes;
  private final Grid curves;

  private CurveAxes(List<AxisCut> axes) {
    this.axes = axes;
    this.curves = new Grid(axes.stream().map(AxisCut::axis).toList());
  }

  /** The axes of {@code grid} called {@code names}; ends the request as one for curves would. */
  static CurveAxes of(List<String> names, Grid grid) {
    var violations = new Violations();
    var axes = new ArrayList<AxisCut>();
    for (String name : names) {
      CurvesPlan.cut(name, "by", grid, axes, violations);
    }
    violations.throwIfAny();
    return new CurveAxes(axes);
  }

  /**
   * The query parameter {@code by}: empty where it is given without a name, for one curve of all,
   * which the framework takes for left out; null where it is left out.
   */
  public static @Nullable String by(UriInfo uri) {
    return uri.getQueryParameters().getFirst("by");
  }

  /** The number of the curve that the cell at {@code index} belongs to. */
  public long curve(int index) {
    long number = 0;
    for (int k = 0; k < axes.size(); k++) {
      long place = index / axes.get(k).stride() % axes.get(k).axis().size();
      number += place * curves.stride(k);
    }
    return number;
  }

  /** The same as an expression of {@code cell_index}. */
  String expression() {
    var terms = new ArrayList<String>(List.of("cast(0 as bigint)"));
    for (int k = 0; k < axes.size(); k++) {
      terms.add("%s * cast(%d as bigint)".formatted(axes.get(k).place(), curves.stride(k)));
    }
    return String.join(" + ", terms);
  }

  /** The values of curve {@code number} on the axes. */
  public Map<String, Object> values(long number) {
    var values = new LinkedHashMap<String, Object>();
    for (int k = 0; k < axes.size(); k++) {
      PlanAxis axis = axes.get(k).axis();
      values.put(axis.name(), axis.values().get(curves.coordinate(number, k)));
    }
    return values;
  }
}
