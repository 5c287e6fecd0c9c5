package org.diaflow.theory.limit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.certificate.internal.FollowedMaximum;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * The behaviour of ‖x^∞ − g*‖₁ as α → 0 (theory §6): its leading term C_D·α^rate and the refined
 * prediction, which is good long before the leading term is.
 */
public final class Asymptotics {

  /** Relative size below which a singular value is rounding. */
  private static final double RANK = 1e-11;

  private final SupportSplit split;
  private final @Nullable OffSupportMinimum minimum;
  private final @Nullable LeastMaximum near;
  private volatile @Nullable LeastMaximum rho;

  /** Asymptotics of the problem seen from the support of its unique minimizer. */
  public Asymptotics(SupportSplit split) {
    this(split, null);
  }

  /** The same where the programme for ϱ has been solved, if with another B of the same kernel. */
  Asymptotics(SupportSplit split, @Nullable LeastMaximum near) {
    this.split = split;
    this.near = near;
    this.minimum = split.kernel() == null ? null : new OffSupportMinimum(split.kernel());
  }

  /**
   * The constant of the leading term.
   *
   * @param value C_D, or null where not available
   * @param reason why it is not available, or null
   */
  public record Constant(@Nullable Double value, @Nullable String reason) {}

  /** Exponent of the leading term: 1 − ϱ for D = 2 and 1 for D > 2. */
  public static double rate(double depth, double rho) {
    return depth == 2 ? 1 - rho : 1;
  }

  /** C_D = ‖ξ‖₁ + ‖Tξ‖₁ for depth {@code depth}. */
  public Constant constant(double depth) {
    if (split.trivialKernel()) {
      return new Constant(0.0, null);
    }
    double[] signs = split.signs();
    LeastMaximum least = rho();
    return depth == 2 ? hyperbolic(least) : power(Link.of(depth), signs, least);
  }

  /** The standard form of the programmes for ϱ and R_α; null where there is no freedom. */
  FollowedMaximum.@Nullable StandardForm standardForm() {
    DenseMatrix kernel = split.kernel();
    return kernel == null || minimum == null
        ? null
        : FollowedMaximum.StandardForm.of(kernel, minimum.products());
  }

  /** The programme for ϱ, the same for every depth; solved when first asked for. */
  LeastMaximum rho() {
    LeastMaximum known = rho;
    if (known == null) {
      known = LeastMaximum.solve(split.transposedOnto(split.signs()), split.kernel(), near);
      rho = known;
    }
    return known;
  }

  private Constant power(Link link, double[] signs, LeastMaximum least) {
    OffSupportMinimum.Minimum found = minimized(link, split.transposedOnto(signs), least.free());
    return constant(found == null ? null : values(link, found.mirror()));
  }

  /** ξ_J = τ ⊙ exp(τ ⊙ A_Jᵀμ) on the active set J of ϱ; all of Sᶜ with 2 sinh if ϱ = 0. */
  private Constant hyperbolic(LeastMaximum least) {
    double[] logarithms = new double[split.sparsity()];
    Arrays.setAll(
        logarithms, i -> Math.signum(split.values()[i]) * Math.log(Math.abs(split.values()[i])));
    double[] c = split.transposedOnto(logarithms);
    if (least.value() < 1e-12) {
      Link link = Link.of(2);
      OffSupportMinimum.Minimum found = minimized(link, c, new double[split.freedom()]);
      return constant(found == null ? null : values(link, found.mirror()));
    }
    int[] active = activeSet(least);
    if (active == null) {
      return new Constant(
          null, "C_2 is not available: more than one dual vector attains ϱ (theory §6).");
    }
    double[] signs = signs(least, active);
    double[] signedC = new double[active.length];
    Arrays.setAll(signedC, k -> signs[k] * c[active[k]]);
    DenseMatrix columns = signedColumns(active, signs);
    double[] u = columns == null ? signedC : exponential(columns, signedC);
    if (u == null) {
      return constant(null);
    }
    double[] xi = new double[split.offSize()];
    for (int k = 0; k < active.length; k++) {
      xi[active[k]] = signs[k] * Math.exp(u[k]);
    }
    return constant(xi);
  }

  /**
   * J, the coordinates that are nonzero in the relative interior of ϱ's maximizers, however many
   * there are; null where the dual vector attaining ϱ is not unique. It is unique exactly if the
   * columns of B in J have rank q: it is constant on J, and by strict complementarity free to move
   * along the rest.
   */
  private int @Nullable [] activeSet(LeastMaximum least) {
    int q = split.freedom();
    DenseMatrix kernel = split.kernel();
    int[] active = least.active();
    if (q == 0 || kernel == null) {
      return active;
    }
    if (active.length == q + 1 && nonzeros(least.kernelPart()) == q + 1) {
      // a vertex that is not degenerate: its basis is regular, and all of its weights are positive
      return active;
    }
    double[] signs = signs(least, active);
    double[][] equalities = new double[q][active.length];
    for (int i = 0; i < q; i++) {
      for (int k = 0; k < active.length; k++) {
        equalities[i][k] = signs[k] * kernel.get(i, active[k]);
      }
    }
    boolean[] positive = LargestSupport.of(new double[0][], equalities, active.length);
    int[] inside =
        IntStream.range(0, active.length).filter(k -> positive[k]).map(k -> active[k]).toArray();
    return inside.length > q && rank(kernel, inside) == q ? inside : null;
  }

  private static long nonzeros(double[] values) {
    return Arrays.stream(values).filter(value -> value != 0).count();
  }

  private static int rank(DenseMatrix kernel, int[] columns) {
    R064Store store = LinearAlgebra.columns(kernel, columns);
    SingularValue<Double> svd = SingularValue.R064.make(store);
    svd.decompose(store);
    double[] values = svd.getSingularValues().toRawCopy1D();
    return (int) Arrays.stream(values).filter(value -> value > RANK * values[0]).count();
  }

  private double[] signs(LeastMaximum least, int[] active) {
    double[] s = split.offSupportMirror(split.signs(), least.free());
    return Arrays.stream(active).mapToDouble(j -> Math.signum(s[j])).toArray();
  }

  private @Nullable DenseMatrix signedColumns(int[] active, double[] signs) {
    DenseMatrix kernel = split.kernel();
    if (kernel == null) {
      return null;
    }
    double[] entries = new double[kernel.rows() * active.length];
    for (int i = 0; i < kernel.rows(); i++) {
      for (int k = 0; k < active.length; k++) {
        entries[i * active.length + k] = signs[k] * kernel.get(i, active[k]);
      }
    }
    return new DenseMatrix(kernel.rows(), active.length, entries);
  }

  private Constant constant(double @Nullable [] xi) {
    return xi == null
        ? new Constant(null, "C_D is not available: its inner minimization did not settle.")
        : new Constant(LinearAlgebra.norm1(xi) + LinearAlgebra.norm1(split.onto(xi)), null);
  }

  private double @Nullable [] exponential(DenseMatrix columns, double[] c) {
    OffSupportMinimum.Minimum found =
        new OffSupportMinimum(columns)
            .solve(OffSupportMinimum::exponential, c, new double[split.freedom()]);
    return found == null ? null : found.mirror();
  }

  /** The least Σ H(c + Bᵀz); at c itself where there is no freedom. */
  private OffSupportMinimum.@Nullable Minimum minimized(Link link, double[] c, double[] start) {
    return minimum == null
        ? new OffSupportMinimum.Minimum(new double[0], c)
        : minimum.solve(link, c, start);
  }

  /**
   * A refined prediction.
   *
   * @param error predicted ‖x^∞ − g*‖₁
   * @param free z of λ_α, a start for neighbouring scales
   */
  record Prediction(double error, double[] free) {}

  /**
   * The refined prediction ‖ξ_α‖₁ + ‖Tξ_α‖₁, ξ_α = α·h_D(A_Sᶜᵀλ_α), λ_α = argmin{Σ_Sᶜ H_D(a_iᵀλ) :
   * A_Sᵀλ = σ ⊙ ψ_D(|g*_S|/α)}; null where R_α is outside the domain.
   *
   * @param least solves the programme for R_α
   * @param near a z near that of λ_α, or null
   */
  @Nullable Prediction predicted(
      DiagonalNetwork network, LeastMaximum least, double @Nullable [] near) {
    if (split.trivialKernel()) {
      return new Prediction(0, new double[split.freedom()]);
    }
    Link link = Link.of(network.depth());
    if (!(least.value() < link.bound())) {
      return null;
    }
    double[] c = ExactLimit.weighted(split, network);
    OffSupportMinimum.Minimum found = near == null ? null : minimized(link, c, near);
    if (found == null) {
      found = minimized(link, c, least.free());
    }
    if (found == null) {
      return null;
    }
    double[] xi = found.mirror();
    for (int j = 0; j < xi.length; j++) {
      xi[j] = network.scale() * link.value(xi[j]);
    }
    double error = LinearAlgebra.norm1(xi) + LinearAlgebra.norm1(split.onto(xi));
    return new Prediction(error, found.free());
  }

  private static double[] values(Link link, double[] s) {
    return Arrays.stream(s).map(link::value).toArray();
  }
}
