package org.diaflow.service.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.CertificateView;
import org.diaflow.api.Interval;
import org.diaflow.api.SelectedView;
import org.diaflow.api.SolverSpec;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.Bracket;
import org.diaflow.theory.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/** The choice of the ℓ¹ solver for a certificate, and the certificate as clients see it. */
@ApplicationScoped
public class Certificates {

  /** Depths whose selected minimizer is shown where there are several. */
  private static final double[] SELECTING = {2, 3, 4};

  private final Plugins plugins;

  Certificates(Plugins plugins) {
    this.plugins = plugins;
  }

  /** The solver {@code spec} chooses, the default if null; ends the request if there is none. */
  public SolverChoice solver(@Nullable SolverSpec spec, String field) {
    var violations = new Violations();
    @Nullable SolverChoice solver =
        plugins.solver(
            Objects.requireNonNullElse(spec, new SolverSpec(Plugins.DEFAULT_SOLVER, null)),
            field,
            violations);
    violations.throwIfAny();
    return Objects.requireNonNull(solver);
  }

  /** The certificate of {@code problem} as clients see it. */
  public static CertificateView view(CertifiedProblem problem) {
    Certificate certificate = problem.certificate();
    return new CertificateView(
        Doubles.list(certificate.minimizer()),
        list(certificate.support()),
        certificate.unique(),
        certificate.optimal(),
        certificate.rho(),
        certificate.fuchs(),
        list(certificate.rhoActive()),
        interval(certificate.rhoTilde()),
        interval(certificate.rhoMinus()),
        certificate.kappa(),
        nullableList(certificate.dual()),
        nullableList(certificate.correlations()),
        certificate.residual(),
        certificate.backwardError(),
        certificate.gap(),
        problem.solver(),
        selected(problem),
        certificate.reason());
  }

  private static @Nullable List<SelectedView> selected(CertifiedProblem problem) {
    var selected = new ArrayList<SelectedView>();
    try {
      for (double depth : SELECTING) {
        double[] x = problem.selected(depth);
        if (x == null) {
          return null;
        }
        selected.add(new SelectedView(depth, Doubles.list(x)));
      }
    } catch (UnsolvableProblemException | IllegalStateException e) {
      return null;
    }
    return selected;
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static @Nullable List<Double> nullableList(double @Nullable [] values) {
    return values == null ? null : Doubles.list(values);
  }

  private static @Nullable Interval interval(@Nullable Bracket bracket) {
    return bracket == null ? null : new Interval(bracket.lower(), bracket.upper());
  }
}
