package org.diaflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.diaflow.spi.DenseMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a peer says is read as it was meant, and one that is absent is named. */
final class PeerTest {

  private static final DenseMatrix MATRIX = new DenseMatrix(1, 2, new double[] {1, 2});
  private static final double[] OBSERVATIONS = {3};

  private static Peer.Answer answer(String script) {
    return new Peer(List.of("sh", "-c", script, "sh"), "sh").run(MATRIX, OBSERVATIONS, 1e-8);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25, ''",
    "0.25 3 steps, 0.25, 3 steps",
    "missing: python3-scipy, NaN, missing: python3-scipy",
    "'', NaN, ''"
  })
  void lineIsSecondsAndARemark(String line, double seconds, String remark) {
    assertEquals(new Peer.Answer(seconds, remark), answer("echo '" + line + "'"));
  }

  /** The file holds A and y; its size, N, d and the other arguments arrive. */
  @Test
  void problemArrives() {
    assertEquals("24 1 2 1.0E-8", answer("echo - $(wc -c < $1) $2 $3 $4").remark().substring(2));
  }

  @Test
  void absentProgramIsNamed() {
    var absent = new Peer(List.of("no-such-program-of-diaflow"), "python3");
    Peer.Answer answer = absent.run(MATRIX, OBSERVATIONS);
    assertTrue(Double.isNaN(answer.seconds()));
    assertEquals("missing: python3", answer.remark());
  }

  @Test
  void failureIsToldWithItsStatus() {
    assertEquals(Peer.Answer.none("failed with status 3"), answer("exit 3"));
  }
}
