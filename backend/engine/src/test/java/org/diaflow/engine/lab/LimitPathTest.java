package org.diaflow.engine.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits along paths of scales: near those computed alone, and the same whoever walks. */
final class LimitPathTest {

  /** Bounds are widened by 1e-9 for rounding, predictions settle at rounding. */
  private static final double WIDENED = 2e-9;

  private final Laboratory laboratory = new Laboratory();

  static List<RegressionProblem> problems() {
    return List.of(
        ReferenceProblems.gaussian(20, 60, 3, 0, 1),
        ReferenceProblems.gaussian(20, 60, 5, 0, 2),
        ReferenceProblems.tightness(0.5, 2));
  }

  private static FlowGrid grid() {
    List<Double> alphas =
        IntStream.range(0, 50).mapToObj(k -> Math.pow(10, k < 40 ? -k / 6.0 : 2 - k)).toList();
    return new FlowGrid(
        ProblemGrid.of(List.of(1L)),
        List.of(2.0, 3.0, 4.5),
        alphas,
        null,
        List.of(EngineChoice.LIMIT));
  }

  private CertifiedProblem certified(RegressionProblem problem) {
    double[] planted = Objects.requireNonNull(problem.planted());
    return laboratory.certify(
        problem, SolverChoice.defaults(FakeL1Solver.returning(planted)), Budget.UNLIMITED);
  }

  private LimitResult limit(FlowCell cell, CertifiedProblem problem) {
    CellResult result = laboratory.run(cell, problem, StopCriteria.DEFAULT, Budget.UNLIMITED);
    return Objects.requireNonNull(result.limit());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aCellOfAPathIsTheCellComputedAlone(RegressionProblem problem) {
    CertifiedProblem walked = certified(problem);
    FlowGrid grid = grid();
    for (int index = 0; index < grid.size(); index++) {
      FlowCell cell = grid.cell(index);
      LimitResult there = limit(cell, walked);
      LimitResult alone = laboratory.limit(certified(problem), cell.network());
      double open = accuracy(there) + accuracy(alone);
      assertNear(alone.errorL1(), there.errorL1(), open, cell.network());
      assertNear(alone.lower(), there.lower(), WIDENED, cell.network());
      assertNear(alone.upper(), there.upper(), WIDENED, cell.network());
      assertNear(alone.predicted(), there.predicted(), WIDENED, cell.network());
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theOrderInWhichCellsAreComputedChangesNoBit(RegressionProblem problem) {
    CertifiedProblem inOrder = certified(problem);
    CertifiedProblem shuffled = certified(problem);
    FlowGrid grid = grid();
    List<FlowCell> cells = new ArrayList<>();
    var expected = new ArrayList<LimitResult>();
    for (int index = 0; index < grid.size(); index++) {
      cells.add(grid.cell(index));
      expected.add(limit(grid.cell(index), inOrder));
    }
    Collections.shuffle(cells, new Random(3));
    for (FlowCell cell : cells) {
      LimitResult first = expected.get(cell.index());
      LimitResult later = limit(cell, shuffled);
      assertEquals(first.errorL1(), later.errorL1(), cell.network().toString());
      assertEquals(first.lower(), later.lower());
      assertEquals(first.upper(), later.upper());
      assertEquals(first.predicted(), later.predicted());
      assertArrayEquals(first.x(), later.x());
    }
  }

  private static double accuracy(LimitResult limit) {
    assertNotNull(limit.accuracy());
    return limit.accuracy();
  }

  private static void assertNear(
      @Nullable Double expected, @Nullable Double found, double relative, DiagonalNetwork network) {
    if (expected == null || found == null) {
      assertEquals(expected, found, network.toString());
      return;
    }
    assertTrue(
        expected.equals(found) || Math.abs(expected - found) <= relative * Math.abs(expected),
        () -> "%s: %s alone, %s on the path".formatted(network, expected, found));
  }
}
