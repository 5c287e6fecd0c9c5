package org.diaflow.frontend.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.stream.Collectors;
import org.diaflow.api.CertificateView;
import org.diaflow.frontend.chart.plot.CertificatePlot;
import org.diaflow.frontend.number.Numbers;

/** The picture of a dual certificate with what it says in words. */
public final class CertificatePanel extends Div {

  private static final long serialVersionUID = 1L;

  private final EChart chart = new EChart();
  private final Paragraph words = new Paragraph("Waiting for the certificate.");

  /** A panel without a certificate yet. */
  public CertificatePanel() {
    addClassName("df-certificate");
    words.addClassName("df-explanation");
    chart.addClassName("df-chart-small");
    chart.setVisible(false);
    add(chart, words);
  }

  /** Shows {@code certificate}. */
  public void show(CertificateView certificate) {
    CertificatePlot plot = CertificatePlot.of(certificate);
    chart.setVisible(!plot.bars().isEmpty());
    String description = words(certificate, plot);
    if (!plot.bars().isEmpty()) {
      chart.show(plot, description);
    }
    words.setText(description);
  }

  /** Says why there is no certificate. */
  public void show(String sentence) {
    words.setText(sentence);
  }

  private static String words(CertificateView certificate, CertificatePlot plot) {
    if (plot.bars().isEmpty()) {
      return certificate.reason() == null
          ? "The dual vector is not available."
          : certificate.reason();
    }
    String sentence =
        certificate.rho() == null
            ? "|Aᵀν| is 1 on the support (%s).".formatted(some(certificate.support()))
            : "|Aᵀν| is 1 on the support (%s) and at most ϱ = %s off it, reached at %s."
                .formatted(
                    some(certificate.support()),
                    Numbers.rounded(certificate.rho(), 6),
                    some(certificate.rhoActive()));
    if (certificate.reason() != null) {
      sentence += " " + certificate.reason();
    }
    return plot.bars().size() < plot.total()
        ? sentence
            + " The picture shows the %s largest of %s coordinates."
                .formatted(Numbers.count(plot.bars().size()), Numbers.count(plot.total()))
        : sentence;
  }

  private static String some(List<Integer> coordinates) {
    if (coordinates.isEmpty()) {
      return "none";
    }
    String first =
        coordinates.stream()
            .limit(8)
            .map(i -> Integer.toString(i + 1))
            .collect(Collectors.joining(", "));
    String noun = coordinates.size() == 1 ? "coordinate " : "coordinates ";
    return noun
        + first
        + (coordinates.size() > 8 ? ", … (%d in all)".formatted(coordinates.size()) : "");
  }
}
