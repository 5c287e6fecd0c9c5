package org.diaflow.frontend.problem;

import com.vaadin.flow.component.html.Paragraph;
import org.diaflow.api.CertificateView;
import org.diaflow.frontend.number.Numbers;

/**
 * How well g* meets Ax = y in a sentence, and what was cleaned where rounding had to be removed.
 */
final class BackwardErrorNote extends Paragraph {

  private static final long serialVersionUID = 1L;

  private static final double ROUNDING_UNIT = 0x1p-53;

  private static final String HELP =
      "The largest |Ag* − y| / (|A||g*| + |y|) of all equations: the part of itself by which every"
          + " entry of A and y changes at most so that g* solves the system exactly.";

  BackwardErrorNote(CertificateView certificate) {
    super(words(certificate));
    addClassName("df-explanation");
    setTitle(HELP);
    getElement()
        .setAttribute("data-testid", "backward-error")
        .setAttribute("data-value", Numbers.exact(certificate.backwardError()));
  }

  static String words(CertificateView certificate) {
    double error = certificate.backwardError();
    String shown = Numbers.rounded(error, 2);
    String sentence = "Ax = y is met to a componentwise backward error of %s.".formatted(shown);
    if (!certificate.optimal() || error <= ROUNDING_UNIT) {
      return sentence;
    }
    double norm = certificate.gStar().stream().mapToDouble(Math::abs).sum();
    return sentence
        + (" That is above the rounding unit %s, so y was cleaned: it is taken as the exact image of"
                + " g* after entries of A and y moved by at most this part of themselves. Limits"
                + " below %s · ‖g*‖₁ = %s are those of the cleaned problem.")
            .formatted(Numbers.rounded(ROUNDING_UNIT, 2), shown, Numbers.rounded(error * norm, 2));
  }
}
