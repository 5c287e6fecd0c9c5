package org.diaflow.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.LabPlugin;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.junit.jupiter.api.Test;

/** The catalogue lists what it cannot use, with the reason. */
final class PluginCatalogTest {

  private static LabPlugin with(L1Solver solver) {
    return new LabPlugin() {
      @Override
      public List<L1Solver> l1Solvers() {
        return List.of(solver);
      }
    };
  }

  @Test
  void secondPluginWithAnIdIsRefused() {
    var first = FakeL1Solver.returning(1);
    PluginCatalog catalog = PluginCatalog.of(with(first), with(FakeL1Solver.returning(2)));
    assertEquals(first, catalog.l1Solver("fake-solver"));
    assertEquals(PluginEntry.State.REFUSED, catalog.entries().get(1).state());
    assertTrue(String.valueOf(catalog.entries().get(1).reason()).contains("fake-solver"));
  }

  @Test
  void pluginThatThrowsOrHasABadIdIsBroken() {
    LabPlugin throwing =
        new LabPlugin() {
          @Override
          public List<L1Solver> l1Solvers() {
            throw new IllegalStateException("no licence");
          }
        };
    var badId =
        new FakeL1Solver("Not An Id", task -> FakeL1Solver.returning(1).solve(task, x -> {}));
    PluginCatalog catalog =
        PluginCatalog.of(throwing, with(badId), with(FakeL1Solver.returning(1)));
    assertEquals(PluginEntry.State.BROKEN, catalog.entries().get(0).state());
    assertTrue(String.valueOf(catalog.entries().get(0).reason()).contains("no licence"));
    assertEquals(PluginEntry.State.BROKEN, catalog.entries().get(1).state());
    assertTrue(String.valueOf(catalog.entries().get(1).reason()).contains("Not An Id"));
    assertNotNull(catalog.l1Solver("fake-solver"));
    assertNull(catalog.l1Solver("missing"));
  }
}
