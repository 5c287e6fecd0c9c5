package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantity shown in one plot of trajectories: an observable, all recorded coordinates together,
 * or the step sizes of the integrator.
 *
 * @param id its name in addresses: that of the observable where it is one
 * @param title its name on the page
 * @param logarithmic whether its axis is logarithmic unless told otherwise
 */
public record Quantity(String id, String title, boolean logarithmic) {

  /** All recorded coordinates of x in one plot. */
  public static final Quantity COORDINATES = new Quantity("coordinates", "coordinates of x", false);

  /** Lengths of the accepted steps, in the time of the plot. */
  public static final Quantity STEP_SIZES = new Quantity("steps", "step size", true);

  /** ‖x‖₁. */
  public static final Quantity NORM = new Quantity("l1Norm", "‖x‖₁", false);

  /** The observables there are besides coordinates, by name. */
  public static final Map<String, Quantity> NAMED = named();

  private static final Pattern COORDINATE = Pattern.compile("x\\[(\\d{1,9})]");

  /** The quantity that shows {@code observable}; an unknown one is its own title. */
  public static Quantity of(String observable) {
    if (coordinate(observable) >= 0) {
      return COORDINATES;
    }
    Quantity known = NAMED.get(observable);
    return known == null ? new Quantity(observable, observable, false) : known;
  }

  /** What can be shown of flows along which {@code observables} were recorded. */
  public static List<Quantity> offered(List<String> observables) {
    var offered = new ArrayList<>(observables.stream().map(Quantity::of).distinct().toList());
    offered.add(STEP_SIZES);
    return List.copyOf(offered);
  }

  /** The coordinate, from 0, that {@code observable} names, or −1 if it names none. */
  public static int coordinate(String observable) {
    Matcher matcher = COORDINATE.matcher(observable);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private static Map<String, Quantity> named() {
    var named = new LinkedHashMap<String, Quantity>();
    for (Quantity quantity :
        List.of(
            new Quantity("loss", "loss ½‖Ax − y‖²", true),
            NORM,
            new Quantity("distanceToMinimizer", "‖x − g*‖₁", true),
            new Quantity("distanceToLimit", "‖x − x^∞‖₁", true),
            new Quantity("activeSetSize", "active coordinates, |xⱼ| > 10 α", false),
            new Quantity("invariantDrift", "drift of the invariants", true))) {
      named.put(quantity.id(), quantity);
    }
    return Collections.unmodifiableMap(named);
  }
}
