package org.diaflow.measures;

import java.util.List;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Observable;

/** The plug-in that lists the measures of the distribution. */
public final class MeasuresPlugin implements LabPlugin {

  @Override
  public List<Observable> observables() {
    return List.of(
        new ErrorL2(),
        new TestErrorL1(),
        new TestErrorL2(),
        new MinimizerErrorL2(),
        new SupportRecall(),
        new SupportPrecision(),
        new ExactRecovery(),
        new ExcessL1(),
        new PredictionError(),
        new Loss());
  }
}
