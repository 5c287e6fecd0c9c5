package org.diaflow.engine.lab;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.diaflow.engine.plan.PreparedProblem;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.MinimizerDistance;
import org.diaflow.theory.limit.Asymptotics;
import org.diaflow.theory.limit.LimitStudy;
import org.diaflow.theory.limit.Onset;
import org.diaflow.theory.limit.SelectedPoint;
import org.jspecify.annotations.Nullable;

/** A problem with its judged ℓ¹ minimizer; remembers the limits already computed. Thread-safe. */
public final class CertifiedProblem implements PreparedProblem {

  private static final long MOST_ENTRIES = 250_000;

  /** Engines on one network follow each other: more than the last few limits nobody asks for. */
  private static final int MOST_LIMITS = 64;

  private final RegressionProblem problem;
  private final Certificate certificate;
  private final String solver;
  private final @Nullable LimitStudy study;
  private final @Nullable MinimizerDistance distance;
  private final @Nullable LimitWalks walks;
  private final Map<DiagonalNetwork, LimitResult> limits = new ConcurrentHashMap<>();

  private final @Nullable Matrix freshRows;

  CertifiedProblem(RegressionProblem problem, Certification certification, String solver) {
    this(
        problem,
        certification.certificate(),
        solver,
        certification.split() == null ? null : new LimitStudy(problem, certification),
        certification.split() == null ? null : new MinimizerDistance(certification.split()),
        null);
  }

  private CertifiedProblem(
      RegressionProblem problem,
      Certificate certificate,
      String solver,
      @Nullable LimitStudy study,
      @Nullable MinimizerDistance distance,
      @Nullable Matrix freshRows) {
    this.problem = problem;
    this.certificate = certificate;
    this.solver = solver;
    this.study = study;
    this.distance = distance;
    this.walks = study == null ? null : new LimitWalks(study);
    this.freshRows = freshRows;
  }

  /** Measures x − g*; null unless g* is unique. */
  @Nullable MinimizerDistance distance() {
    return distance;
  }

  @Override
  public CertifiedProblem withFreshRows(Matrix rows) {
    return new CertifiedProblem(problem, certificate, solver, study, distance, rows);
  }

  /**
   * The state at {@code x}.
   *
   * @param network what arrived there, or null for g* itself
   * @param x length d
   * @param error x − g* where it is known better than by {@link MinimizerDistance}, or null
   * @param limit x^∞ of the network, or null
   */
  NetworkState state(
      @Nullable DiagonalNetwork network,
      double[] x,
      double @Nullable [] error,
      double @Nullable [] limit) {
    double[] difference = error == null && distance != null ? distance.error(x) : error;
    double[] minimizer = certificate.unique() ? certificate.minimizer() : null;
    return new NetworkState(problem, network, x, difference, minimizer, limit, freshRows);
  }

  @Override
  public RegressionProblem problem() {
    return problem;
  }

  /** The judge's word on g*. */
  public Certificate certificate() {
    return certificate;
  }

  /** Id of the solver that found g*. */
  public String solver() {
    return solver;
  }

  /** Exponent of the leading term: 1 − ϱ for D = 2, 1 for D > 2; null unless g* is unique. */
  public @Nullable Double predictedRate(double depth) {
    return study == null
        ? null
        : Asymptotics.rate(depth, Objects.requireNonNull(certificate.rho()));
  }

  /** Constant C_D of the leading term, or null where not available. */
  public @Nullable Double leadingConstant(double depth) {
    return study == null ? null : study.constant(depth).value();
  }

  /**
   * Up to which α the leading term holds within 10 %; nothing where g* is not unique, or for more
   * than {@value #MOST_ENTRIES} matrix entries, where finding it would take too long.
   */
  public @Nullable Onset onset(double depth) {
    long entries = (long) problem.rows() * problem.columns();
    return study == null || entries > MOST_ENTRIES ? null : study.onset(depth);
  }

  /** The leading term at {@code depth}. */
  public LeadingTerm leadingTerm(double depth) {
    return new LeadingTerm(depth, predictedRate(depth), leadingConstant(depth), onset(depth));
  }

  /**
   * The minimizer that gradient flow of depth {@code depth} selects as α → 0 where there are
   * several (theory §7); null where there is one, or none confirmed.
   *
   * @throws UnsolvableProblemException where the face of minimizers is too large
   */
  public double @Nullable [] selected(double depth) {
    return certificate.unique() || !certificate.optimal()
        ? null
        : SelectedPoint.of(problem).at(depth);
  }

  /**
   * The exact limit for {@code network} with bounds and predictions, on no path: engines that share
   * a network share it.
   */
  LimitResult limit(DiagonalNetwork network) {
    LimitResult known = limits.get(network);
    if (known == null) {
      known = limit(network, List.of());
      if (limits.size() >= MOST_LIMITS) {
        limits.clear();
      }
      limits.put(network, known);
    }
    return known;
  }

  /** The same on a path that has passed the scales {@code before}. */
  LimitResult limit(DiagonalNetwork network, List<Double> before) {
    if (study == null || walks == null || network.initialization() != null) {
      return LimitResult.general(problem, certificate, network);
    }
    LimitStudy.Point point = walks.at(network.depth(), before, network.scale());
    return LimitResult.of(study, problem, certificate, point);
  }
}
