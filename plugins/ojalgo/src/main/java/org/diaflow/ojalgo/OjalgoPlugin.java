package org.diaflow.ojalgo;

import java.util.List;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.LabPlugin;

/** The plug-in that lists the ℓ¹ solvers on ojAlgo. */
public final class OjalgoPlugin implements LabPlugin {

  /** The version of every solver listed: raise it when one of them may return other bits. */
  static final String VERSION = "0.4.0";

  @Override
  public List<L1Solver> l1Solvers() {
    return List.of(new OjalgoSimplex(), new OjalgoInteriorPoint());
  }
}
