package org.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.diaflow.spi.Budget;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.theory.Certifier;
import org.diaflow.theory.ReferenceProblems;
import org.junit.jupiter.api.Test;

final class PrimalDualTest {

  @Test
  void theJudgeConfirmsTheMinimizer() {
    var solver = new PrimalDual();
    var problem = ReferenceProblems.gaussian(20, 60, 3, 0, 1);
    var defaults = Parameters.defaults(solver.descriptor());
    var candidate =
        solver.solve(new L1Task(problem, defaults, Budget.UNLIMITED), IterateListener.NONE);
    var judge = new Certifier(problem);
    assertTrue(judge.certify(candidate.x(), candidate.dual()).certificate().optimal());
  }
}
