package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.CertificateView;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The bar chart of a dual certificate |Aᵀν|, ready to be drawn.
 *
 * @param bars one per coordinate shown, by coordinate
 * @param rho ϱ, drawn as a line, or null where it is not known
 * @param total number of coordinates d; more than there are bars if only the largest are shown
 */
public record CertificatePlot(List<Bar> bars, @Nullable Double rho, int total) implements Plot {

  private static final int MOST = 400;

  /** What a coordinate is to the certificate. */
  public enum Role {
    /** On the support of g*: |Aᵀν| is 1. */
    SUPPORT,
    /** Off the support, where |Aᵀν| reaches ϱ. */
    ACTIVE,
    /** Off the support and below ϱ. */
    OTHER
  }

  /**
   * A bar.
   *
   * @param coordinate the coordinate, from 1
   * @param height |Aᵀν|
   * @param role what it is to the certificate
   * @param text what its tooltip says, line by line
   */
  public record Bar(int coordinate, double height, Role role, List<String> text) {}

  /** The chart of {@code certificate}; without bars where the dual vector is not available. */
  public static CertificatePlot of(CertificateView certificate) {
    List<Double> correlations = certificate.correlations();
    if (correlations == null) {
      return new CertificatePlot(List.of(), certificate.rho(), certificate.gStar().size());
    }
    var support = new HashSet<>(certificate.support());
    var active = new HashSet<>(certificate.rhoActive());
    var bars = new ArrayList<Bar>();
    for (int i : largest(correlations)) {
      Role role =
          support.contains(i) ? Role.SUPPORT : active.contains(i) ? Role.ACTIVE : Role.OTHER;
      List<String> text =
          List.of(
              "coordinate " + (i + 1),
              "(Aᵀν) = " + Numbers.exact(correlations.get(i)),
              "g* = " + Numbers.exact(certificate.gStar().get(i)));
      bars.add(new Bar(i + 1, Math.abs(correlations.get(i)), role, text));
    }
    return new CertificatePlot(List.copyOf(bars), certificate.rho(), correlations.size());
  }

  private static List<Integer> largest(List<Double> correlations) {
    return IntStream.range(0, correlations.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(correlations.get(i))))
        .limit(MOST)
        .sorted()
        .toList();
  }
}
