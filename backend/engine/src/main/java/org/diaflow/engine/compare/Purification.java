package org.diaflow.engine.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.jspecify.annotations.Nullable;

/**
 * The step from an approximate answer of any ℓ¹ solver to a certified vertex: guess the support,
 * re-solve on it by least squares, and let the judge decide. After the heuristic optimality check
 * of D. Lorenz, M. Pfetsch and A. Tillmann, ACM Trans. Math. Softw. 41 (2015), "Solving basis
 * pursuit: heuristic optimality check and solver comparison", section 3.
 *
 * <p>Guesses come from the widest gaps in the sorted |x| and, where there is a dual ν, in the
 * sorted |Aᵀν|; and from the N leading entries of each, because least squares on too large a
 * support of independent columns returns zeros where entries are superfluous. Where none of them is
 * right, each is extended by {@link MatchingPursuit}: small entries that the approximation lacks
 * are what least squares leaves of y. A wrong guess costs time and nothing else: only the judge's
 * certificate counts.
 */
public final class Purification {

  private static final int GAPS = 3;

  private final RegressionProblem problem;
  private final Certifier judge;

  /**
   * Purification for {@code problem}; throws {@link org.diaflow.theory.UnsolvableProblemException}
   * where A·x = y has no solution or y = 0.
   */
  public Purification(RegressionProblem problem) {
    this.problem = problem;
    this.judge = new Certifier(problem);
  }

  /**
   * What became of an approximation.
   *
   * @param x the certified minimizer, or the approximation itself where none was found; length d
   * @param certificate the judge's word on x, or null where no guess was confirmed
   * @param seconds wall-clock time of the purification
   * @param reason a sentence on what happened
   */
  public record Purified(
      double[] x, @Nullable Certificate certificate, double seconds, String reason) {

    /** Whether the judge confirmed x as a minimizer. */
    public boolean certified() {
      return certificate != null;
    }
  }

  /** The judge that decides here. */
  Certifier judge() {
    return judge;
  }

  /**
   * Purifies {@code x}. Costs a product with Aᵀ, one least squares problem for each of at most
   * sixteen guesses, and one linear programme for each that solves A·x = y.
   *
   * @param x an approximate minimizer, d finite numbers
   * @param dual an approximate dual vector, N finite numbers, or null
   * @param budget asked between guesses
   */
  public Purified purify(double[] x, double @Nullable [] dual, Budget budget) {
    long start = System.nanoTime();
    Certificate itself = judge.confirm(x, dual);
    if (itself.optimal()) {
      return found(itself, start);
    }
    int guesses = 1;
    Set<Guess> plain = guesses(x, dual);
    Stream<Guess> extended = plain.stream().map(this::extended);
    for (Guess guess : (Iterable<Guess>) Stream.concat(plain.stream(), extended)::iterator) {
      if (budget.exhausted()) {
        return notFound(x, start, "Purification was told to stop after %d guesses", guesses);
      }
      guesses++;
      Certificate certificate = judge.confirm(guess.indicator(x.length), null);
      if (certificate.optimal()) {
        return found(certificate, start);
      }
    }
    return notFound(x, start, "None of %d supports read off the vector is optimal", guesses);
  }

  private static Purified found(Certificate certificate, long start) {
    String reason =
        "Certified%s with %d entries: residual %.1e, gap %.1e."
            .formatted(
                certificate.unique() ? " as the unique minimizer" : "",
                certificate.support().length,
                certificate.residual(),
                certificate.gap());
    return new Purified(certificate.minimizer(), certificate, seconds(start), reason);
  }

  private static Purified notFound(double[] x, long start, String sentence, int guesses) {
    String reason = sentence.formatted(guesses) + "; try a smaller tolerance.";
    return new Purified(x, null, seconds(start), reason);
  }

  /** A set of indices to try as support. */
  private record Guess(Set<Integer> support) {

    /** A vector that is 1 on the support: the judge takes its values from least squares. */
    private double[] indicator(int length) {
      double[] ones = new double[length];
      support.forEach(j -> ones[j] = 1);
      return ones;
    }
  }

  private Guess extended(Guess guess) {
    return new Guess(MatchingPursuit.extend(problem, guess.support()));
  }

  private Set<Guess> guesses(double[] x, double @Nullable [] dual) {
    var guesses = new LinkedHashSet<Guess>(ranked(x, (larger, smaller) -> larger / smaller));
    if (dual != null) {
      double[] correlations = new double[x.length];
      problem.matrix().multiplyTransposed(dual, correlations);
      guesses.addAll(ranked(correlations, (larger, smaller) -> larger - smaller));
    }
    return guesses;
  }

  /** How far apart two neighbours of a sorted list are. */
  @FunctionalInterface
  private interface Gap {
    double between(double larger, double smaller);
  }

  /** The leading entries of {@code values} up to each of the widest gaps, then the first N. */
  private List<Guess> ranked(double[] values, Gap gap) {
    int[] order = decreasing(values.length, j -> Math.abs(values[j]));
    int most = Math.min(problem.rows(), order.length);
    IntToDoubleFunction width =
        k ->
            k + 1 == order.length
                ? 0
                : gap.between(Math.abs(values[order[k]]), Math.abs(values[order[k + 1]]));
    int[] ends = decreasing(most, width);
    return IntStream.concat(Arrays.stream(ends).limit(GAPS), IntStream.of(most - 1))
        .filter(end -> values[order[end]] != 0)
        .mapToObj(end -> guess(order, end + 1))
        .distinct()
        .toList();
  }

  private static Guess guess(int[] order, int size) {
    var support = new LinkedHashSet<Integer>();
    Arrays.stream(order).limit(size).forEach(support::add);
    return new Guess(support);
  }

  /** 0 … n − 1, the largest key first; NaN, from 0/0, last. */
  private static int[] decreasing(int n, IntToDoubleFunction key) {
    Comparator<Integer> byKey =
        Comparator.comparingDouble(
            j ->
                Double.isNaN(key.applyAsDouble(j))
                    ? Double.NEGATIVE_INFINITY
                    : key.applyAsDouble(j));
    return IntStream.range(0, n).boxed().sorted(byKey.reversed()).mapToInt(j -> j).toArray();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
