package org.diaflow.theory.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.internal.FollowedMaximum;
import org.diaflow.theory.certificate.internal.KernelRatios;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.certificate.internal.SplitSolutions;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * Everything theory says about the limit of gradient flow on one problem with a unique minimizer:
 * exact limits, bounds, leading constants and refined predictions. Thread-safe.
 */
public final class LimitStudy {

  /** Accuracy from which on no second method is asked. */
  private static final double ENOUGH = 1e-11;

  private final SupportSplit split;
  private final @Nullable ExactSplit exactSplit;
  private final Certificate certificate;
  private final ExactLimit exact;
  private final Asymptotics asymptotics;
  private final AtomicReference<@Nullable FollowedMaximum> start = new AtomicReference<>();
  private final AtomicReference<@Nullable KernelRatios> ratios;
  private final Map<Double, Asymptotics.Constant> constants = new ConcurrentHashMap<>();
  private final Map<Double, Onset> onsets = new ConcurrentHashMap<>();

  /** A study of the problem seen from {@code split}, whose certificate says unique. */
  public LimitStudy(SupportSplit split, Certificate certificate) {
    this(split, null, certificate, null);
  }

  /** The same with the digits of A itself: {@code split} is one of {@code problem}. */
  public LimitStudy(RegressionProblem problem, SupportSplit split, Certificate certificate) {
    this(split, ExactSplit.of(problem, split), certificate, null);
  }

  /**
   * The same for a certification of {@code problem} with a split, whose solutions are not computed
   * once more.
   */
  public LimitStudy(RegressionProblem problem, Certification certification) {
    SupportSplit split = Objects.requireNonNull(certification.split());
    this(
        split,
        ExactSplit.of(problem, split),
        certification.certificate(),
        certification.solutions());
  }

  private LimitStudy(
      SupportSplit given,
      @Nullable ExactSplit exactSplit,
      Certificate certificate,
      @Nullable SplitSolutions solutions) {
    this.split = exactSplit == null ? given : exactSplit.split();
    this.exactSplit = exactSplit;
    this.certificate = certificate;
    this.exact = new ExactLimit(split);
    this.asymptotics = new Asymptotics(split, solutions == null ? null : solutions.rho());
    this.ratios = new AtomicReference<>(solutions == null ? null : solutions.ratios());
  }

  /**
   * What theory says about one network.
   *
   * @param network the network
   * @param limit the exact limit (theory §3)
   * @param bounds rigorous bounds of ‖x^∞ − g*‖₁ (theory §5)
   * @param predicted refined prediction of it (theory §6), or null where there is none
   */
  public record Point(
      DiagonalNetwork network, ExactLimit.Limit limit, Bounds bounds, @Nullable Double predicted) {}

  /**
   * A walk along the scales of one depth: every point starts from those before it, so neighbours
   * cost a few Newton steps and hardly a pivot. Points depend on the scales before them within
   * their accuracy only, yet in their last bits: the same scales give the same bits. Not
   * thread-safe.
   */
  public final class Walk {

    private final double depth;
    private final FollowedMaximum programmes = new FollowedMaximum(start());
    private final LimitPath path = new LimitPath();
    private final VectorPath predictions = new VectorPath();

    private Walk(double depth) {
      this.depth = depth;
    }

    /** Goes to {@code alpha} and says all about the network there. */
    public Point at(double alpha) {
      var network = new DiagonalNetwork(depth, alpha);
      LeastMaximum least = programmes.solve(ExactLimit.weighted(split, network));
      ExactLimit.Limit limit = advance(network, least);
      return new Point(
          network,
          limit,
          Bounds.of(split, exactSplit, certificate, network, least, ratios()),
          error(predicted(network, least)));
    }

    /** From the predictions before it if there are enough, else from the limit, which is near. */
    private Asymptotics.@Nullable Prediction predicted(
        DiagonalNetwork network, LeastMaximum least) {
      double logScale = Math.log(network.scale());
      double[] near = predictions.at(logScale);
      if (near == null) {
        near = path.newest();
      }
      Asymptotics.Prediction prediction = asymptotics.predicted(network, least, near);
      if (prediction == null) {
        predictions.clear();
      } else {
        predictions.add(logScale, prediction.free());
      }
      return prediction;
    }

    /** Goes to {@code alpha} for a look at where the limit is. */
    private ExactLimit.Limit rough(double alpha) {
      var network = new DiagonalNetwork(depth, alpha);
      SplitLink link = SplitLink.uniform(split, network);
      LeastMaximum least = programmes.solve(ExactLimit.weighted(split, network));
      // one limit says nothing of one that is many decades away; two tell the slope in log α
      List<ExactLimit.Start> starts =
          path.size() < 2 ? List.of(exact.atMinimizer(least.free())) : starts(link, least);
      ExactLimit.Limit limit = exact.roughly(link, starts);
      path.add(link.logScale(), limit);
      return limit;
    }

    private List<ExactLimit.Start> starts(SplitLink link, LeastMaximum least) {
      var starts = new ArrayList<>(path.starts(link.logScale()));
      starts.add(exact.atMinimizer(least.free()));
      return starts;
    }

    /** Goes to {@code alpha} only to be near the scales after it. */
    public void pass(double alpha) {
      var network = new DiagonalNetwork(depth, alpha);
      LeastMaximum least = programmes.solve(ExactLimit.weighted(split, network));
      advance(network, least);
      predicted(network, least);
    }

    private ExactLimit.Limit advance(DiagonalNetwork network, LeastMaximum least) {
      SplitLink link = SplitLink.uniform(split, network);
      ExactLimit.Limit limit = exact.solve(link, starts(link, least));
      path.add(link.logScale(), limit);
      return best(limit, network);
    }
  }

  /** A walk along scales of depth {@code depth}, in any order; neighbours should be near. */
  public Walk walk(double depth) {
    return new Walk(depth);
  }

  /**
   * The exact limit (theory §3); where the first method loses digits, from the slacks to the walls.
   */
  public ExactLimit.Limit limit(DiagonalNetwork network) {
    return walk(network.depth()).at(network.scale()).limit();
  }

  /** The limit, or that of the second method where it is better. */
  private ExactLimit.Limit best(ExactLimit.Limit limit, DiagonalNetwork network) {
    if (limit.accuracy() <= ENOUGH) {
      return limit;
    }
    ExactLimit.Limit other = second(network);
    return other == null || limit.accuracy() <= other.accuracy() ? limit : other;
  }

  /**
   * The limit from the slacks to the walls alone, whatever the first method says; null where it is
   * not available.
   */
  public ExactLimit.@Nullable Limit second(DiagonalNetwork network) {
    return exactSplit == null
        ? null
        : exactSplit.limit(Walls.of(network, certificate.minimizer().length));
  }

  /** Rigorous bounds of ‖x^∞ − g*‖₁ (theory §5). */
  public Bounds bounds(DiagonalNetwork network) {
    return walk(network.depth()).at(network.scale()).bounds();
  }

  /** The constant C_D of the leading term (theory §6). */
  public Asymptotics.Constant constant(double depth) {
    return constants.computeIfAbsent(depth, asymptotics::constant);
  }

  /** Up to which α the leading term holds within 10 % (theory §6, §9). */
  public Onset onset(double depth) {
    return onsets.computeIfAbsent(
        depth,
        d ->
            Onset.of(
                walk(d)::rough,
                constant(d),
                Asymptotics.rate(d, Objects.requireNonNull(certificate.rho()))));
  }

  /** The refined prediction of ‖x^∞ − g*‖₁ (theory §6), or null where there is none. */
  public @Nullable Double predicted(DiagonalNetwork network) {
    return walk(network.depth()).at(network.scale()).predicted();
  }

  /** x^∞, length d, for {@code limit} and the minimizer g* (length d). */
  public double[] predictor(double[] minimizer, ExactLimit.Limit limit) {
    double[] x = minimizer.clone();
    for (int i = 0; i < split.sparsity(); i++) {
      x[split.support()[i]] += limit.onSupportError()[i];
    }
    for (int j = 0; j < split.offSize(); j++) {
      x[split.offSupport()[j]] = limit.offSupport()[j];
    }
    return x;
  }

  /** x^∞ − g*, length d, for {@code limit}: every entry as accurate as the limit. */
  public double[] error(ExactLimit.Limit limit) {
    double[] error = new double[certificate.minimizer().length];
    for (int i = 0; i < split.sparsity(); i++) {
      error[split.support()[i]] = limit.onSupportError()[i];
    }
    for (int j = 0; j < split.offSize(); j++) {
      error[split.offSupport()[j]] = limit.offSupport()[j];
    }
    return error;
  }

  /** Where all walks start: at the vertex of ϱ. */
  private FollowedMaximum start() {
    FollowedMaximum known = start.get();
    if (known == null) {
      known = new FollowedMaximum(asymptotics.standardForm(), asymptotics.rho());
      start.set(known);
    }
    return known;
  }

  private KernelRatios ratios() {
    KernelRatios known = ratios.get();
    if (known == null) {
      known = KernelRatios.of(split);
      ratios.set(known);
    }
    return known;
  }

  private static @Nullable Double error(Asymptotics.@Nullable Prediction prediction) {
    return prediction == null ? null : (Double) prediction.error();
  }
}
