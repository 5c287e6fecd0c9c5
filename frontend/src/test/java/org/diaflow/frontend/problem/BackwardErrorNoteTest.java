package org.diaflow.frontend.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.diaflow.api.CertificateView;
import org.junit.jupiter.api.Test;

/** What the page of a problem says of cleaned observations. */
final class BackwardErrorNoteTest {

  private static final String MET = "Ax = y is met to a componentwise backward error of %s.";

  @Test
  void roundingOfOneNumberIsNotCleaning() {
    assertEquals(MET.formatted("0"), BackwardErrorNote.words(certificate(0, true)));
    assertEquals(MET.formatted("1.1e-16"), BackwardErrorNote.words(certificate(0x1p-53, true)));
  }

  @Test
  void whatIsAboveItWasCleaned() {
    assertEquals(
        MET.formatted("3.0e-16")
            + " That is above the rounding unit 1.1e-16, so y was cleaned: it is taken as the exact"
            + " image of g* after entries of A and y moved by at most this part of themselves."
            + " Limits below 3.0e-16 · ‖g*‖₁ = 9.0e-16 are those of the cleaned problem.",
        BackwardErrorNote.words(certificate(3e-16, true)));
  }

  @Test
  void nothingIsCleanedForWhatIsNoMinimizer() {
    assertEquals(MET.formatted("1.0e-4"), BackwardErrorNote.words(certificate(1e-4, false)));
  }

  private static CertificateView certificate(double backwardError, boolean optimal) {
    return new CertificateView(
        List.of(1.0, -2.0, 0.0),
        List.of(0, 1),
        optimal,
        optimal,
        0.5,
        0.5,
        List.of(2),
        null,
        null,
        2.0,
        null,
        null,
        backwardError,
        backwardError,
        0,
        "homotopy",
        null,
        null);
  }
}
