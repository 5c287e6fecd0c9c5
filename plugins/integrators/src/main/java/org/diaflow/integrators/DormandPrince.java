package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Chart;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StepListener;

/**
 * The explicit Runge–Kutta method of Dormand and Prince of order 5(4) for any flow: six right-hand
 * sides per step, dense output of order 4, PI step control.
 *
 * <p>An independent check of implicit methods. Near the end of a flow its steps stay of the order
 * of the fastest relaxation, while the slowest needs about α^(ϱ−1) (D = 2) times as long: at small
 * α it uses up its budget, and says so. There the step control lets the state tremble by the
 * tolerances, so they are tight by default: looser ones never reach small residuals.
 */
public final class DormandPrince implements Integrator {

  /** Exponents for order 5: 1/5 − 0.75·0.04 and 0.04. */
  private static final StepControl CONTROL = new StepControl(0.17, 0.04);

  private static final List<Citation> CITATIONS =
      List.of(
          new Citation(
              "J. Dormand, P. Prince, A family of embedded Runge–Kutta formulae, J. Comput. Appl."
                  + " Math. 6 (1980), table 2",
              "https://doi.org/10.1016/0771-050X(80)90013-3"),
          new Citation(
              "E. Hairer, S. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd"
                  + " ed., Springer 1993, sections II.4 to II.6",
              "https://doi.org/10.1007/978-3-540-78862-1"));

  private final Chart chart;
  private final Descriptor descriptor;

  private DormandPrince(Chart chart, Descriptor descriptor) {
    this.chart = chart;
    this.descriptor = descriptor;
  }

  /** The method in mirror coordinates λ: {@code dormand-prince-54}. */
  public static DormandPrince mirror() {
    return new DormandPrince(
        Chart.MIRROR,
        new Descriptor(
            "dormand-prince-54",
            IntegratorsPlugin.VERSION,
            "Explicit Runge–Kutta method of order 5(4); a check for flows that are not too stiff.",
            List.of("adaptive", "explicit", "order-5", "dense-order-4"),
            StepControl.tolerances(1e-12, 1e-13),
            CITATIONS));
  }

  /**
   * The method in log u and log v: {@code log-dormand-prince-54}. Weights stay positive whatever
   * the step, an error of the state is a relative error of a weight, and every α and D is within
   * reach of the doubles.
   */
  public static DormandPrince log() {
    return new DormandPrince(
        Chart.LOG,
        new Descriptor(
            "log-dormand-prince-54",
            IntegratorsPlugin.VERSION,
            "Explicit Runge–Kutta method of order 5(4) on log u and log v: weights stay positive.",
            List.of("adaptive", "explicit", "log", "positive", "order-5", "dense-order-4"),
            StepControl.tolerances(1e-13, 1e-12),
            CITATIONS));
  }

  @Override
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public Chart chart() {
    return chart;
  }

  @Override
  public Applicability supports(GradientFlow flow) {
    return Applicability.yes();
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    var step =
        new RungeKuttaStep(task.flow(), RungeKuttaTableau.DORMAND_PRINCE, task.initialState());
    return CONTROL.run(step, task, listener);
  }
}
