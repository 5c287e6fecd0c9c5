package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import org.diaflow.api.CertificateView;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.Interval;
import org.diaflow.api.RateView;
import org.diaflow.frontend.experiment.model.LiveExperiment;
import org.diaflow.frontend.experiment.model.LiveState;
import org.diaflow.frontend.experiment.model.Slopes;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.KeyFigure;
import org.jspecify.annotations.Nullable;

/** The numbers an experiment is about: ϱ, slopes predicted and fitted, agreement. */
final class KeyFigures extends Div {

  private static final long serialVersionUID = 1L;

  private transient @Nullable Shown shown;

  /** What the cards depend on; they are made anew when it changes. */
  private record Shown(
      List<RateView> rates,
      @Nullable CertificateView certificate,
      @Nullable String trouble,
      String ofSeed,
      boolean flows,
      @Nullable Double disagreement) {}

  KeyFigures() {
    addClassName("df-figures");
  }

  /** Shows {@code live}; {@code disagreement} is the largest between a flow and the limit. */
  void show(LiveState live, @Nullable Double disagreement) {
    var next =
        new Shown(
            live.rates(),
            live.certificate(),
            live.certificateTrouble(),
            ofSeed(live),
            hasFlows(live),
            disagreement);
    if (next.equals(shown)) {
      return;
    }
    shown = next;
    removeAll();
    if (!LiveExperiment.NOT_STORED.equals(next.trouble())) {
      add(rho(next)); // else it is a measure of every cell
    }
    Slopes.of(next.rates()).forEach((depth, slopes) -> add(slope(depth, slopes)));
    if (next.flows()) {
      add(disagreement(next.disagreement()));
    }
    if (next.certificate() != null && next.certificate().rhoTilde() != null) {
      add(rhoTilde(next.certificate().rhoTilde()));
    }
    setVisible(getElement().getChildCount() > 0);
  }

  /** Says whose certificate is shown where there are several problems. */
  private static String ofSeed(LiveState live) {
    ExperimentView experiment = live.experiment();
    return experiment == null || experiment.problems().size() < 2
        ? ""
        : " of seed " + experiment.problems().getFirst().seed();
  }

  private static boolean hasFlows(LiveState live) {
    ExperimentView experiment = live.experiment();
    List<EngineSpec> engines = experiment == null ? null : experiment.document().engines();
    return engines != null && engines.stream().anyMatch(engine -> engine.integrator() != null);
  }

  private static KeyFigure rho(Shown shown) {
    CertificateView certificate = shown.certificate();
    if (certificate == null) {
      String why = shown.trouble() == null ? "waiting for the certificate" : shown.trouble();
      return new KeyFigure(new Span(Numbers.MISSING), "ϱ", why);
    }
    Double rho = certificate.rho();
    Span value =
        KeyFigure.number("rho", Numbers.rounded(rho, 6), rho == null ? null : Numbers.exact(rho));
    String unique = certificate.unique() ? "unique minimizer" : "minimizer not unique";
    return new KeyFigure(
        value,
        "ϱ%s (%s, |S| = %d)".formatted(shown.ofSeed(), unique, certificate.support().size()));
  }

  private static KeyFigure slope(double depth, List<Slopes> engines) {
    Slopes first = engines.getFirst();
    var value = new Div(pair(depth, first));
    var captions = new ArrayList<String>();
    captions.add("slope D = %s: predicted → fitted".formatted(Numbers.depth(depth)));
    captions.add(range(first));
    if (first.asymptotic() != null) {
      captions.add(regime(first));
    }
    var figure = new KeyFigure(value, captions.toArray(String[]::new));
    for (Slopes other : engines.subList(1, engines.size())) {
      var line = new Span(new Span(name(other) + ": "), fitted(depth, other));
      line.addClassName("df-figure-caption");
      figure.add(line);
    }
    return figure;
  }

  private static Component[] pair(double depth, Slopes slopes) {
    return new Component[] {
      marked("slope-predicted", depth, slopes.engine(), slopes.predicted()),
      new Span(" → "),
      fitted(depth, slopes)
    };
  }

  private static Span fitted(double depth, Slopes slopes) {
    Span number = marked("slope-fitted", depth, slopes.engine(), slopes.fitted());
    if (slopes.fitted() != null && slopes.from() != null && slopes.to() != null) {
      String bend =
          slopes.low() == null || slopes.high() == null
              ? ""
              : "; the points’ bend gives %s … %s, no confidence interval"
                  .formatted(Numbers.exact(slopes.low()), Numbers.exact(slopes.high()));
      number.setTitle(
          "%s over %s ≤ α ≤ %s%s"
              .formatted(
                  Numbers.exact(slopes.fitted()),
                  Numbers.exact(slopes.from()),
                  Numbers.exact(slopes.to()),
                  bend));
    }
    return number;
  }

  private static Span marked(String testId, double depth, String engine, @Nullable Double value) {
    Span number =
        KeyFigure.number(
            testId, Numbers.fixed(value, 3), value == null ? null : Numbers.exact(value));
    number
        .getElement()
        .setAttribute("data-depth", Numbers.depth(depth))
        .setAttribute("data-engine", engine);
    return number;
  }

  private static String range(Slopes slopes) {
    String seeds = slopes.seeds() == 1 ? "" : ", median of %d problems".formatted(slopes.seeds());
    return slopes.to() == null
        ? name(slopes) + ", too few points" + seeds
        : "%s, α ≤ %s%s".formatted(name(slopes), Numbers.atMost(slopes.to(), 2), seeds);
  }

  /** Whether the fitted slope may be compared with the predicted one. */
  private static String regime(Slopes slopes) {
    String local =
        slopes.local() == null
            ? ""
            : ", local slope at the end " + Numbers.fixed(slopes.local(), 3);
    if (slopes.onset() == null) {
      return "leading term not reached at any α" + local;
    }
    String onset = Numbers.rounded(slopes.onset(), 1);
    return Boolean.TRUE.equals(slopes.asymptotic())
        ? "asymptotic (leading term within 10 % for α ≤ " + onset + ")" + local
        : "not yet asymptotic (leading term within 10 % only for α ≤ " + onset + ")" + local;
  }

  private static String name(Slopes slopes) {
    return slopes.engine().equals(EngineSpec.LIMIT) ? "exact limit" : slopes.engine();
  }

  private static KeyFigure disagreement(@Nullable Double largest) {
    String exact = largest == null ? null : Numbers.exact(largest);
    return new KeyFigure(
        KeyFigure.number("disagreement", Numbers.rounded(largest, 2), exact),
        largest == null
            ? "nothing to compare flow and limit by"
            : "largest disagreement flow / limit");
  }

  private static KeyFigure rhoTilde(Interval interval) {
    boolean known = interval.lower() == interval.upper();
    String text =
        known
            ? Numbers.rounded(interval.lower(), 4)
            : "%s … %s"
                .formatted(
                    Numbers.rounded(interval.lower(), 4), Numbers.rounded(interval.upper(), 4));
    String holds =
        interval.upper() < 1
            ? "null space property holds"
            : interval.lower() >= 1 ? "null space property fails" : "null space property open";
    return new KeyFigure(
        KeyFigure.number("rho-tilde", text, Numbers.exact(interval.lower())), "ϱ̃, " + holds);
  }
}
