package org.diaflow.frontend.chart.plot;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.plot.ErrorPlot.Band;
import org.diaflow.frontend.chart.plot.ErrorPlot.Curve;
import org.diaflow.frontend.chart.plot.ErrorPlot.Point;
import org.diaflow.frontend.chart.plot.ErrorPlot.Style;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The maker of the plot of ‖x^∞ − g*‖₁ against α out of cells and rates. */
public final class ErrorPlots {

  private final List<Double> depths;
  private final List<CellView> cells;
  private final String leader;
  private final LogAxis x;
  private final LogAxis y;

  private ErrorPlots(List<Double> depths, List<Double> alphas, List<CellView> cells) {
    this.depths = depths;
    this.cells = cells.stream().filter(cell -> cell.state() == CellState.DONE).toList();
    this.leader = leader(this.cells);
    this.x = LogAxis.covering(alphas.stream().mapToDouble(Double::doubleValue));
    this.y = LogAxis.covering(this.cells.stream().mapToDouble(cell -> orNaN(cell.errorL1())));
  }

  /**
   * The plot of what is known so far.
   *
   * @param depths all depths of the experiment, which give the colours
   * @param alphas all scales of the experiment, which give the axis of α
   * @param cells its cells, ended or not
   * @param rates its slopes so far
   */
  public static ErrorPlot of(
      List<Double> depths, List<Double> alphas, List<CellView> cells, List<RateView> rates) {
    return new ErrorPlots(depths, alphas, cells).plot(rates);
  }

  /** What the marks of the plot mean, as far as they occur in it. */
  public static String key(List<CellView> cells, List<RateView> rates) {
    var words = new ArrayList<String>();
    if (cells.stream().anyMatch(ErrorPlots::isLimit)) {
      words.add("filled: exact limit");
    }
    cells.stream()
        .filter(cell -> !isLimit(cell))
        .map(CellView::engine)
        .distinct()
        .forEach(engine -> words.add("hollow: " + engine));
    if (cells.stream().anyMatch(ErrorPlots::isPredicted)) {
      words.add("dashed: refined prediction, no fit");
    }
    if (cells.stream().anyMatch(cell -> Boolean.FALSE.equals(cell.predictedValid()))) {
      words.add("refined prediction not drawn outside its range");
    }
    if (rates.stream().anyMatch(rate -> rate.constant() != null)) {
      words.add("dotted: leading term");
    }
    if (cells.stream().anyMatch(ErrorPlots::isBounded)) {
      words.add("band: rigorous bounds, where both are positive");
    }
    if (cells.stream().anyMatch(cell -> !LogAxis.hasPlace(orNaN(cell.errorL1())))) {
      words.add("▼ zero, ✕ not finite or no value, on the edge");
    }
    return String.join(" · ", words);
  }

  private ErrorPlot plot(List<RateView> rates) {
    var curves = new ArrayList<Curve>();
    var bands = new ArrayList<Band>();
    Collection<List<CellView>> groups = groups().values();
    groups.forEach(group -> curves.add(measured(group)));
    groups.stream()
        .filter(group -> group.getFirst().engine().equals(leader))
        .forEach(group -> addTheory(group, curves, bands));
    groups.forEach(group -> addEdge(group, curves));
    rates.stream()
        .filter(rate -> rate.engine().equals(leader))
        .forEach(rate -> addLeadingTerm(rate, curves));
    return new ErrorPlot(
        x, y, curves.stream().filter(curve -> !curve.points().isEmpty()).toList(), bands);
  }

  /** The cells of every curve, by depth, engine (the limit first) and seed, each sorted by α. */
  private Map<String, List<CellView>> groups() {
    var groups = new TreeMap<String, List<CellView>>();
    for (CellView cell : cells) {
      String key =
          "%03d %d %s %d"
              .formatted(color(cell.depth()), isLimit(cell) ? 0 : 1, cell.engine(), cell.seed());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(cell);
    }
    groups.values().forEach(group -> group.sort(comparingDouble(CellView::alpha)));
    return groups;
  }

  private Curve measured(List<CellView> group) {
    CellView first = group.getFirst();
    List<Point> points =
        group.stream()
            .filter(cell -> LogAxis.hasPlace(orNaN(cell.errorL1())))
            .map(cell -> point(cell, Math.log10(orNaN(cell.errorL1())), false))
            .toList();
    return new Curve(
        name(first.depth()),
        color(first.depth()),
        isLimit(first) ? Style.LIMIT : Style.FLOW,
        points);
  }

  private void addTheory(List<CellView> group, List<Curve> curves, List<Band> bands) {
    CellView first = group.getFirst();
    int color = color(first.depth());
    List<Point> predicted =
        group.stream()
            .filter(ErrorPlots::isPredicted)
            .map(cell -> line(cell.alpha(), orNaN(cell.predicted()), predictedText(cell)))
            .toList();
    curves.add(new Curve(name(first.depth()), color, Style.PREDICTED, predicted));
    List<CellView> bounded = group.stream().filter(ErrorPlots::isBounded).toList();
    if (bounded.size() > 1) {
      bands.add(new Band(name(first.depth()), color, outline(bounded)));
    }
  }

  private static List<List<Double>> outline(List<CellView> bounded) {
    var corners = new ArrayList<List<Double>>();
    bounded.forEach(cell -> corners.add(corner(cell.alpha(), orNaN(cell.upper()))));
    bounded.reversed().forEach(cell -> corners.add(corner(cell.alpha(), orNaN(cell.lower()))));
    return corners;
  }

  /** Values that have no place on the axis: zeros below, everything else above. */
  private void addEdge(List<CellView> group, List<Curve> curves) {
    CellView first = group.getFirst();
    List<Point> marks =
        group.stream()
            .filter(cell -> !LogAxis.hasPlace(orNaN(cell.errorL1())))
            .map(cell -> point(cell, isZero(cell) ? y.min() : y.max(), !isZero(cell)))
            .toList();
    curves.add(new Curve(name(first.depth()), color(first.depth()), Style.EDGE, marks));
  }

  private void addLeadingTerm(RateView rate, List<Curve> curves) {
    double constant = orNaN(rate.constant());
    double slope = orNaN(rate.predicted());
    if (!LogAxis.hasPlace(constant) || !Double.isFinite(slope)) {
      return;
    }
    List<String> text =
        List.of(
            name(rate.depth()) + " · leading term",
            "%s · α^%s".formatted(Numbers.rounded(constant, 5), Numbers.rounded(slope, 5)));
    List<Point> ends =
        DoubleStream.of(x.min(), x.max())
            .mapToObj(at -> new Point(at, Math.log10(constant) + slope * at, text, false))
            .toList();
    curves.add(new Curve(name(rate.depth()), color(rate.depth()), Style.LEADING, ends));
  }

  private static Point point(CellView cell, double at, boolean top) {
    var text = new ArrayList<String>();
    text.add(
        "%s · %s".formatted(name(cell.depth()), isLimit(cell) ? "exact limit" : cell.engine()));
    text.add("α = " + Numbers.exact(cell.alpha()));
    text.add(
        "‖x − g*‖₁ = " + (cell.errorL1() == null ? "no value" : Numbers.exact(cell.errorL1())));
    if (cell.disagreement() != null) {
      text.add("flow / limit: " + Numbers.rounded(cell.disagreement(), 2));
    }
    if (cell.lower() != null && cell.upper() != null) {
      text.add(
          "bounds %s … %s"
              .formatted(Numbers.rounded(cell.lower(), 4), Numbers.rounded(cell.upper(), 4)));
    }
    if (cell.stopReason() != null) {
      text.add("stopped: " + cell.stopReason());
    }
    if (cell.seed() != 0) {
      text.add("seed " + cell.seed());
    }
    return new Point(Math.log10(cell.alpha()), at, text, top);
  }

  private static Point line(double alpha, double value, List<String> text) {
    return new Point(Math.log10(alpha), Math.log10(value), text, false);
  }

  /** Whether there is a refined prediction to draw: outside its range it means nothing. */
  private static boolean isPredicted(CellView cell) {
    return LogAxis.hasPlace(orNaN(cell.predicted()))
        && !Boolean.FALSE.equals(cell.predictedValid());
  }

  private static List<String> predictedText(CellView cell) {
    return List.of(
        name(cell.depth()) + " · refined prediction",
        "α = " + Numbers.exact(cell.alpha()),
        "predicted " + Numbers.exact(orNaN(cell.predicted())));
  }

  private static List<Double> corner(double alpha, double bound) {
    return List.of(Math.log10(alpha), Math.log10(bound));
  }

  /** The engine whose curves carry the theory of a depth, which is the same for all engines. */
  private static String leader(List<CellView> cells) {
    return cells.stream()
        .map(CellView::engine)
        .min(comparing((String engine) -> !engine.equals(EngineSpec.LIMIT)).thenComparing(x -> x))
        .orElse(EngineSpec.LIMIT);
  }

  private static boolean isBounded(CellView cell) {
    return LogAxis.hasPlace(orNaN(cell.lower())) && LogAxis.hasPlace(orNaN(cell.upper()));
  }

  private static boolean isLimit(CellView cell) {
    return cell.engine().equals(EngineSpec.LIMIT);
  }

  private static boolean isZero(CellView cell) {
    return cell.errorL1() != null && cell.errorL1() == 0;
  }

  private int color(double depth) {
    return Math.max(0, depths.indexOf(depth));
  }

  private static String name(double depth) {
    return "D = " + Numbers.depth(depth);
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
