package org.diaflow.theory.flow;

import java.util.Arrays;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/**
 * A gradient flow in one chart with the state it starts from.
 *
 * @param flow the flow; it holds scratch space: one flow, one thread
 * @param initialState state at τ = 0, length n; not to be written to
 * @param depth D
 */
public record StartedFlow(GradientFlow flow, double[] initialState, double depth) {

  /** The flow of {@code network} on {@code problem} in {@code chart}. */
  public static StartedFlow of(Chart chart, RegressionProblem problem, DiagonalNetwork network) {
    double depth = network.depth();
    return switch (chart) {
      case MIRROR ->
          new StartedFlow(new MirrorFlow(problem, network), new double[problem.rows()], depth);
      case LOG -> new StartedFlow(new LogFlow(problem, network), logs(problem, network), depth);
      case PARAMETER -> {
        double[] weights = logs(problem, network);
        Arrays.setAll(weights, k -> Math.exp(weights[k]));
        yield new StartedFlow(new ParameterFlow(problem, network), weights, depth);
      }
    };
  }

  /**
   * The same flow from {@code state} on in coordinates that resolve it there, or null while the
   * present ones do. In mirror coordinates a coordinate of x that is near the wall of its link (D >
   * 2) needs its slack 1 − |s| as a variable of its own; the weights resolve everything.
   *
   * @param state length n
   * @param x the predictor at {@code state}, length d
   */
  public @Nullable StartedFlow refined(double[] state, double[] x) {
    SplitFlow next = flow instanceof ResolvingFlow mirror ? mirror.refined(state, x) : null;
    return next == null ? null : new StartedFlow(next, next.start(), depth);
  }

  /** log u(0), log v(0). */
  private static double[] logs(RegressionProblem problem, DiagonalNetwork network) {
    int d = problem.columns();
    double[] logs = new double[2 * d];
    Arrays.fill(logs, Math.log(network.scale()) / network.depth());
    Initialization start = network.initialization();
    if (start != null) {
      start.requireLength(d);
      for (int j = 0; j < d; j++) {
        logs[j] += Math.log(start.positive()[j]);
        logs[d + j] += Math.log(start.negative()[j]);
      }
    }
    return logs;
  }

  /**
   * Largest relative deviation of what the flow conserves from its value at the start (theory §2):
   * u_j·v_j for D = 2, u_j^(2−D) + v_j^(2−D) for D > 2; dimensionless, ≥ 0.
   *
   * <p>Everything is taken relative to the start, so that nothing over- or underflows at α =
   * 1e-300. In mirror coordinates the invariants hold by construction: 0. Where they are undefined,
   * as for a negative weight and fractional D, the result is ∞.
   *
   * @param state length n
   */
  public double invariantDrift(double[] state) {
    if (flow.chart() == Chart.MIRROR) {
      return 0;
    }
    int d = state.length / 2;
    double largest = 0;
    for (int j = 0; j < d; j++) {
      double ratio = invariantRatio(state, j, d + j);
      double drift = Math.abs(ratio - 1);
      largest = drift <= Double.MAX_VALUE ? Math.max(largest, drift) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  private double invariantRatio(double[] state, int u, int v) {
    double first = growth(state, u);
    double second = growth(state, v);
    if (depth == 2) {
      return first * second;
    }
    double share = 1 / (1 + Math.pow(initialRatio(v, u), 2 - depth));
    return share * Math.pow(first, 2 - depth) + (1 - share) * Math.pow(second, 2 - depth);
  }

  /** A weight relative to its start. */
  private double growth(double[] state, int k) {
    return flow.chart() == Chart.LOG
        ? Math.exp(state[k] - initialState[k])
        : state[k] / initialState[k];
  }

  /** Weight k relative to weight l at the start. */
  private double initialRatio(int k, int l) {
    return flow.chart() == Chart.LOG
        ? Math.exp(initialState[k] - initialState[l])
        : initialState[k] / initialState[l];
  }
}
