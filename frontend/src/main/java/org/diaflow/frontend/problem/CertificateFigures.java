package org.diaflow.frontend.problem;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.diaflow.api.CertificateView;
import org.diaflow.api.Interval;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.KeyFigure;
import org.jspecify.annotations.Nullable;

/** The numbers of a certificate: ϱ, null space constants, κ*, residual, gap. */
final class CertificateFigures extends Div {

  private static final long serialVersionUID = 1L;

  CertificateFigures(CertificateView certificate) {
    addClassNames("df-figures", "df-figures-even");
    String unique = certificate.unique() ? "unique minimizer" : "minimizer not unique";
    add(
        figure("rho", certificate.rho(), 6, "ϱ (%s)".formatted(unique)),
        figure("fuchs", certificate.fuchs(), 6, "Fuchs' least-squares certificate, ≥ ϱ"),
        new KeyFigure(
            KeyFigure.number(
                "support",
                Integer.toString(certificate.support().size()),
                Integer.toString(certificate.support().size())),
            "|S|, nonzeros of g* by " + certificate.solver()),
        figure("kappa", certificate.kappa(), 4, "κ* = max|g*| / min|g*| on S"),
        interval("rho-tilde", certificate.rhoTilde(), "ϱ̃, null space constant"),
        interval("rho-minus", certificate.rhoMinus(), "ϱ⁻, one-sided null space constant"),
        figure("residual", certificate.residual(), 2, "‖Ag* − y‖ / ‖y‖"),
        figure(
            "gap",
            certificate.gap(),
            2,
            certificate.optimal()
                ? "duality gap: confirmed optimal"
                : "duality gap: not confirmed"));
  }

  private static KeyFigure figure(
      String testId, @Nullable Double value, int digits, String caption) {
    String exact = value == null ? null : Numbers.exact(value);
    return new KeyFigure(KeyFigure.number(testId, Numbers.rounded(value, digits), exact), caption);
  }

  private static KeyFigure interval(String testId, @Nullable Interval interval, String caption) {
    if (interval == null) {
      return new KeyFigure(new Span(Numbers.MISSING), caption + ", not available");
    }
    String lower = Numbers.rounded(interval.lower(), 4);
    String text =
        interval.lower() == interval.upper()
            ? lower
            : lower + " … " + Numbers.rounded(interval.upper(), 4);
    return new KeyFigure(KeyFigure.number(testId, text, Numbers.exact(interval.lower())), caption);
  }
}
