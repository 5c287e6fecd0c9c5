package org.example;

import java.util.List;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.LabPlugin;

/** The plug-in of this page. */
public final class ExamplePlugin implements LabPlugin {

  @Override
  public List<L1Solver> l1Solvers() {
    return List.of(new PrimalDual());
  }
}
