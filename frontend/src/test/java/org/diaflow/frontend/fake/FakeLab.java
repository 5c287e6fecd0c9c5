package org.diaflow.frontend.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.CertificateView;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.Interval;
import org.diaflow.api.PathsView;
import org.diaflow.api.PluginView;
import org.diaflow.api.PluginView.CitationView;
import org.diaflow.api.PluginView.ParameterView;
import org.diaflow.api.RateView;

/** What the fake backend computes: the tightness example in closed form, the rest made up. */
final class FakeLab {

  private static final double Y = 2;

  private FakeLab() {}

  /** All cells of {@code document}, as the exact limit of A = (1, ϱ) gives them. */
  static List<CellView> cells(ExperimentDocument document) {
    List<Long> seeds = document.seeds() == null ? List.of(0L) : document.seeds();
    List<EngineSpec> engines =
        document.engines() == null ? List.of(EngineSpec.limit()) : document.engines();
    boolean networks = !document.kind().equals(ExperimentDocument.PHASE_DIAGRAM);
    List<Double> depths = networks ? document.depths() : List.of(0.0);
    List<Double> alphas = networks ? document.alphas().expand() : List.of(0.0);
    var cells = new ArrayList<CellView>();
    for (Map<String, Double> parameters : parameters(document)) {
      double rho =
          parameters.getOrDefault("rho", 0.6) * (1 + parameters.getOrDefault("noise", 0.0));
      for (long seed : seeds) {
        for (double depth : depths) {
          for (double alpha : alphas) {
            for (EngineSpec engine : engines) {
              double own = Math.min(0.99, rho * (1 + seed * 0.02));
              int index = cells.size();
              cells.add(
                  networks
                      ? cell(index, depth, alpha, seed, engine, own, parameters)
                      : certified(index, seed, parameters));
            }
          }
        }
      }
    }
    return cells;
  }

  /** Every combination of the values of a generator's parameters. */
  private static List<Map<String, Double>> parameters(ExperimentDocument document) {
    List<Map<String, Double>> combinations = List.of(Map.of());
    var problem = document.problem();
    if (problem != null && problem.generator() != null) {
      for (var axis : problem.generator().parameters().entrySet()) {
        var longer = new ArrayList<Map<String, Double>>();
        for (Map<String, Double> combination : combinations) {
          for (double value : axis.getValue().expand()) {
            var more = new LinkedHashMap<>(combination);
            more.put(axis.getKey(), value);
            longer.add(more);
          }
        }
        combinations = longer;
      }
    }
    return combinations;
  }

  /** A cell of a phase diagram: recovered below a made-up threshold. */
  private static CellView certified(int index, long seed, Map<String, Double> parameters) {
    double threshold = 0.2 + 0.5 * parameters.getOrDefault("undersampling", 0.5);
    double density = parameters.getOrDefault("density", 0.3);
    boolean recovered = density + 0.04 * new Random(seed * 31 + index).nextGaussian() < threshold;
    var measures = new LinkedHashMap<String, Double>();
    measures.put("exactRecovery", recovered ? 1.0 : 0.0);
    measures.put("rho", density / threshold);
    return withMeasures(
        Cells.ended(index, 0, 0, seed, "limit", "converged", null, null), parameters, measures);
  }

  private static CellView withMeasures(
      CellView cell, Map<String, Double> parameters, Map<String, Double> measures) {
    return new CellView(
        cell.index(),
        cell.depth(),
        cell.alpha(),
        cell.seed(),
        cell.engine(),
        cell.state(),
        cell.stopReason(),
        cell.advice(),
        cell.errorL1(),
        cell.limitErrorL1(),
        cell.disagreement(),
        cell.lower(),
        cell.upper(),
        cell.predicted(),
        cell.predictedValid(),
        cell.residual(),
        cell.steps(),
        cell.time(),
        cell.effectiveScale(),
        cell.projectionError(),
        cell.trajectory(),
        cell.seconds(),
        cell.problem(),
        cell.comparison(),
        parameters,
        measures);
  }

  private static CellView cell(
      int index,
      double depth,
      double alpha,
      long seed,
      EngineSpec engine,
      double rho,
      Map<String, Double> parameters) {
    double error = (1 + rho) * offSupport(depth, alpha, rho);
    boolean flow = engine.integrator() != null;
    double disagreement = 3e-13 * (1 + index % 7);
    boolean exhausted = flow && depth > 3 && alpha < 1e-5;
    boolean diverged = flow && depth == 3 && alpha < 2e-8;
    var cell =
        new CellView(
            index,
            depth,
            alpha,
            seed,
            engine.id(),
            CellState.DONE,
            diverged ? "non-finite" : exhausted ? "budget" : "converged",
            exhausted
                ? "The budget of 1000000 steps is used up; raise stop.steps."
                : "Residual ≤ 1e-12.",
            diverged
                ? Double.valueOf(Double.NaN)
                : Double.valueOf(flow ? error * (1 + disagreement) : error),
            error,
            flow && !diverged ? disagreement : null,
            error * 0.75,
            error * 2.4,
            (1 + rho) * alpha * h(depth, rho * inverse(s -> h(depth, s), Y / alpha, depth)),
            true,
            1e-13,
            flow ? 812L : null,
            flow ? 6.25 : null,
            null,
            null,
            false,
            flow ? 1.8e-3 : 2.4e-4,
            "problem-1",
            null,
            Map.of(),
            Map.of());
    var measures = new LinkedHashMap<String, Double>();
    measures.put("errorL1", cell.errorL1());
    measures.put("disagreement", cell.disagreement());
    measures.put("lower", cell.lower());
    measures.put("upper", cell.upper());
    measures.put("predicted", cell.predicted());
    measures.put("residual", cell.residual());
    measures.put("steps", cell.steps() == null ? null : Double.valueOf(cell.steps()));
    measures.put("seconds", cell.seconds());
    double noise = parameters.getOrDefault("noise", 0.0);
    measures.put("testErrorL2", Math.hypot(error, noise * (3 + seed % 5) / (1 + depth)));
    measures.put("rho", rho);
    return withMeasures(cell, parameters, measures);
  }

  /** The slopes of the curves of {@code cells}, from each one's two smallest scales. */
  static List<RateView> rates(ExperimentDocument document, List<CellView> cells) {
    var rates = new ArrayList<RateView>();
    if (document.kind().equals(ExperimentDocument.PHASE_DIAGRAM)) {
      return rates;
    }
    cells.stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                cell -> List.of(cell.depth(), cell.engine(), cell.seed(), cell.parameters())))
        .values()
        .forEach(curve -> rates.add(rate(rho(document), curve)));
    return rates;
  }

  private static RateView rate(double rho, List<CellView> curve) {
    var sorted =
        curve.stream()
            .filter(cell -> cell.errorL1() != null && Double.isFinite(cell.errorL1()))
            .sorted(java.util.Comparator.comparingDouble(CellView::alpha))
            .toList();
    CellView any = curve.getFirst();
    Double fitted = null;
    if (sorted.size() > 1) {
      CellView a = sorted.get(0);
      CellView b = sorted.get(1);
      fitted = Math.log(b.errorL1() / a.errorL1()) / Math.log(b.alpha() / a.alpha());
    }
    boolean shallow = any.depth() == 2;
    return new RateView(
        any.depth(),
        any.engine(),
        any.seed(),
        shallow ? 1 - rho : 1,
        shallow ? (1 + rho) * Math.pow(Y, rho) : (1 + rho) * h(any.depth(), rho),
        fitted,
        fitted == null ? null : fitted - 1e-3,
        fitted == null ? null : fitted + 1e-3,
        fitted == null ? null : sorted.get(0).alpha(),
        fitted == null ? null : sorted.get(1).alpha(),
        sorted.size(),
        List.of(),
        1e-3,
        fitted == null ? null : sorted.get(1).alpha() <= 1e-3,
        null,
        any.parameters());
  }

  static CertificateView certificate(String problem) {
    int d = problem.equals("problem-1") ? 14 : 200;
    var random = new Random(7);
    double rho = d == 14 ? 0.592908 : 0.81;
    var correlations = new ArrayList<Double>();
    var minimizer = new ArrayList<Double>();
    var support = new ArrayList<Integer>();
    var active = new ArrayList<Integer>();
    for (int i = 0; i < d; i++) {
      boolean on = d == 14 ? i == 4 || i == 10 : i % 41 == 7;
      boolean at = d == 14 ? List.of(0, 3, 8, 9, 12).contains(i) : i % 9 == 0;
      correlations.add(on ? (i % 2 == 0 ? 1.0 : -1.0) : at ? rho : rho * random.nextDouble());
      minimizer.add(on ? (i % 2 == 0 ? 1.5 : -0.75) : 0.0);
      (on ? support : active).addAll(on || at ? List.of(i) : List.of());
    }
    return new CertificateView(
        minimizer,
        support,
        true,
        true,
        rho,
        1.2 * rho,
        active,
        new Interval(0.6444, 0.6444),
        new Interval(0.41, 0.47),
        2.0,
        List.of(0.1),
        correlations,
        1.1e-16,
        3.1e-16,
        2.3e-15,
        "ojalgo-simplex",
        null,
        null);
  }

  /** The example of theory §8. */
  static PathsView paths() {
    List<Double> end = List.of(0.0, 10.0 / 7, -10.0 / 49);
    return new PathsView(
        2,
        4,
        List.of(0, 2, 3),
        List.of(
            new PathsView.Jump(1, List.of(.8, 0.0, 0.0), true),
            new PathsView.Jump(4, List.of(0.0, 1.4, 0.0), true),
            new PathsView.Jump(276.0 / 49, end, true)),
        List.of(
            new PathsView.Corner(1, List.of(0.0, 0.0, 0.0), true),
            new PathsView.Corner(0, end, true)),
        false,
        null);
  }

  static List<PluginView> plugins() {
    var tolerance =
        new ParameterView(
            "tolerance", 1e-14, 1e-2, 1e-10, false, "", "Relative error of one step.", false);
    var order = new ParameterView("order", 2, 8, 4, true, "", "Order of the method.", false);
    return List.of(
        new PluginView(
            "mirror-rosenbrock",
            "integrator",
            "loaded",
            null,
            "0.1.0",
            "diaflow-integrators-0.1.0.jar",
            "Integrates the flow on the N mirror coordinates by an L-stable Rosenbrock method.",
            List.of("implicit", "mirror chart"),
            List.of(tolerance, order),
            List.of(
                new CitationView(
                    "E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996",
                    "https://doi.org/10.1007/978-3-642-05221-7"))),
        new PluginView(
            "ojalgo-simplex",
            "l1-solver",
            "loaded",
            null,
            "57.1.0",
            "diaflow-ojalgo-0.1.0.jar",
            "Basis pursuit as a linear program, solved by ojAlgo's dual simplex method.",
            List.of("exact vertices"),
            List.of(),
            List.of()),
        new PluginView(
            null,
            null,
            "broken",
            "org.example.Missing is not on the class path of this plug-in; add its jar.",
            null,
            "experimental-solver-0.3.jar",
            null,
            List.of(),
            List.of(),
            List.of()));
  }

  static Map<String, Object> manifest() {
    return Map.of("version", "0.1.0", "started", Instant.EPOCH.toString(), "jvm", "25.0.1");
  }

  private static double rho(ExperimentDocument document) {
    var problem = document.problem();
    var generator = problem == null ? null : problem.generator();
    return generator != null && generator.value("rho") != null ? generator.value("rho") : 0.6;
  }

  /** x₂ of the limit: x₂ = α·h(ϱ·s) where α·(h(s) + ϱ·h(ϱ·s)) = y. */
  private static double offSupport(double depth, double alpha, double rho) {
    double s = inverse(t -> h(depth, t) + rho * h(depth, rho * t), Y / alpha, depth);
    return alpha * h(depth, rho * s);
  }

  private static double h(double depth, double s) {
    if (depth == 2) {
      return 2 * Math.sinh(s);
    }
    double p = depth / (depth - 2);
    return Math.pow(1 - s, -p) - Math.pow(1 + s, -p);
  }

  private static double inverse(DoubleUnaryOperator increasing, double value, double depth) {
    double low = 0;
    double high = depth == 2 ? 700 : 1;
    for (int k = 0; k < 200; k++) {
      double middle = (low + high) / 2;
      if (increasing.applyAsDouble(middle) < value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
