package org.diaflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.diaflow.engine.plugin.PluginCatalog;
import org.junit.jupiter.api.Test;

/** The certified set in small: one instance of every shape with N = 64 and N = 128. */
final class CertifiedSetTest {

  private static final int INSTANCES = 12;
  private static final double SECONDS = 20;
  private static final Set<String> EXACT = Set.of("homotopy", "ojalgo-simplex");
  private static final Set<String> APPROXIMATE =
      Set.of("ojalgo-interior-point", "pdhg", "douglas-rachford", "diagonal-network");

  @Test
  void everySolverSolvesAndNoLieIsBelieved() {
    var lines = new ArrayList<String>();
    var set = new CertifiedSet(PluginCatalog.load(), "all", SECONDS, lines::add);
    CertifiedInstance.first(INSTANCES, 64, 128).forEach(set::run);
    String log = String.join("\n", lines);
    for (String id : EXACT) {
      assertEquals(INSTANCES, score(set, id).before(), log);
      assertEquals(INSTANCES, score(set, id).after(), log);
    }
    for (String id : APPROXIMATE) {
      assertTrue(score(set, id).after() >= 0.9 * INSTANCES, log);
    }
    for (Liar.Lie lie : Liar.Lie.values()) {
      assertEquals(0, score(set, Liar.id(lie)).before(), log);
    }
    set.scores().forEach((id, score) -> assertEquals(0, score.wronglyCertified(), log));
    assertEquals(EXACT.size() + APPROXIMATE.size() + Liar.Lie.values().length, set.scores().size());
  }

  @Test
  void halfOfTheSetHasAHighDynamicRange() {
    List<CertifiedInstance> all = CertifiedInstance.first(200, 64, 128, 256, 512);
    assertEquals(100, all.stream().filter(CertifiedInstance::highRange).count());
    assertEquals(200, all.stream().distinct().count());
  }

  private static Score score(CertifiedSet set, String id) {
    Score score = Objects.requireNonNull(set.scores().get(id), id);
    assertEquals(INSTANCES, score.runs(), id);
    return score;
  }
}
