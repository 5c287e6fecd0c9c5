package org.diaflow.generators;

import java.util.List;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.ProblemGenerator;

/** The plug-in that lists the generators of the problems the field talks about (theory §10). */
public final class GeneratorsPlugin implements LabPlugin {

  /** The version of every generator listed: raise it when one of them may return other bits. */
  static final String VERSION = "0.1.0";

  @Override
  public List<ProblemGenerator> generators() {
    return List.of(
        new Tightness(),
        new Gaussian(),
        new Certified(),
        new SparseCertified(),
        new DynamicRange(),
        new DonohoTanner(),
        new NonUnique(),
        new Rademacher(),
        new Toeplitz(),
        new Student(),
        new SpikedCovariance(),
        new PartialCosine());
  }
}
