package org.diaflow.theory.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * Both paths by enumeration of supports and signs in rational arithmetic, for d ≤ 6. The minimizers
 * at one μ or on one plateau are a polytope whose vertices have independent columns, so they are
 * all found; there is one minimizer exactly if there is one vertex.
 */
final class PathOracle {

  private final Fraction[][] columns;
  private final Fraction[] y;
  private final int d;
  private final Fraction[][] gram;
  private final Fraction[] products;

  PathOracle(RegressionProblem problem) {
    this.d = problem.columns();
    this.columns = new Fraction[d][];
    for (int j = 0; j < d; j++) {
      columns[j] = Fraction.of(problem.matrix().column(j));
    }
    this.y = Fraction.of(problem.observations());
    this.gram = new Fraction[d][d];
    this.products = new Fraction[d];
    for (int j = 0; j < d; j++) {
      products[j] = Fraction.dot(columns[j], y);
      for (int k = 0; k < d; k++) {
        gram[j][k] = Fraction.dot(columns[j], columns[k]);
      }
    }
  }

  /**
   * A rest of the saddle-to-saddle path.
   *
   * @param vertices of the minimizers of the loss there
   */
  record Rest(Fraction time, List<Fraction[]> vertices) {}

  /**
   * A piece of the lasso path between two neighbouring values of μ at which something may happen.
   *
   * @param start the minimizers at {@code high} that are vertices below it
   * @param end the same vertices at {@code low}, in the same order
   */
  record Piece(Fraction high, Fraction low, List<Fraction[]> start, List<Fraction[]> end) {}

  List<Rest> saddles() {
    var rests = new ArrayList<Rest>();
    Fraction[] q = zero();
    Fraction time = Fraction.ZERO;
    Fraction[] force = force(zero());
    while (Arrays.stream(force).anyMatch(f -> f.signum() != 0)) {
      Fraction wait = null;
      for (int i = 0; i < d; i++) {
        if (force[i].signum() != 0) {
          Fraction next = Fraction.of(force[i].signum()).minus(q[i]).over(force[i]);
          wait = wait == null || next.compareTo(wait) < 0 ? next : wait;
        }
      }
      int[] signs = new int[d];
      for (int i = 0; i < d; i++) {
        q[i] = q[i].plus(force[i].times(Objects.requireNonNull(wait)));
        signs[i] = q[i].abs().equals(Fraction.ONE) ? q[i].signum() : 0;
      }
      time = time.plus(Objects.requireNonNull(wait));
      List<Fraction[]> vertices = constrainedMinimizers(signs);
      rests.add(new Rest(time, vertices));
      force = force(vertices.getFirst());
    }
    return rests;
  }

  private List<Fraction[]> constrainedMinimizers(int[] signs) {
    var vertices = new ArrayList<Fraction[]>();
    for (int mask = 0; mask < 1 << d; mask++) {
      int[] support = support(mask);
      if (Arrays.stream(support).anyMatch(j -> signs[j] == 0)) {
        continue;
      }
      Fraction[] x = onSupport(support, products);
      if (x == null || Arrays.stream(support).anyMatch(j -> x[j].signum() != signs[j])) {
        continue;
      }
      Fraction[] force = force(x);
      if (IntStream.range(0, d).allMatch(j -> force[j].signum() * signs[j] <= 0)) {
        vertices.add(x);
      }
    }
    return vertices;
  }

  List<Piece> lasso() {
    List<Vertex> vertices = vertices();
    var events = new TreeSet<Fraction>();
    events.add(Fraction.ZERO);
    for (Fraction correlation : force(zero())) {
      events.add(correlation.abs());
    }
    Fraction start = events.last();
    vertices.forEach(
        vertex -> {
          events.add(vertex.low);
          events.add(vertex.high);
        });
    var pieces = new ArrayList<Piece>();
    Fraction high = start;
    for (Fraction low : events.descendingSet().tailSet(start, false)) {
      var from = new ArrayList<Fraction[]>();
      var to = new ArrayList<Fraction[]>();
      for (Vertex vertex : vertices) {
        if (vertex.low.compareTo(low) <= 0 && vertex.high.compareTo(high) >= 0) {
          from.add(vertex.at(high));
          to.add(vertex.at(low));
        }
      }
      pieces.add(new Piece(high, low, from, to));
      high = low;
    }
    return pieces;
  }

  /** x = constant − μ·speed, a minimizer with strict signs for low < μ < high. */
  private record Vertex(Fraction[] constant, Fraction[] speed, Fraction low, Fraction high) {

    Fraction[] at(Fraction mu) {
      var x = new Fraction[constant.length];
      Arrays.setAll(x, j -> constant[j].minus(mu.times(speed[j])));
      return x;
    }
  }

  private List<Vertex> vertices() {
    var vertices = new ArrayList<Vertex>();
    for (int mask = 1; mask < 1 << d; mask++) {
      int[] support = support(mask);
      Fraction[] constant = onSupport(support, products);
      for (int flips = 0; constant != null && flips < 1 << support.length; flips++) {
        int[] signs = new int[d];
        for (int k = 0; k < support.length; k++) {
          signs[support[k]] = (flips >> k & 1) == 0 ? 1 : -1;
        }
        Vertex vertex = vertex(support, signs, constant);
        if (vertex != null) {
          vertices.add(vertex);
        }
      }
    }
    return vertices;
  }

  private @Nullable Vertex vertex(int[] support, int[] signs, Fraction[] constant) {
    var right = new Fraction[d];
    Arrays.setAll(right, j -> Fraction.of(signs[j]));
    Fraction[] speed = Objects.requireNonNull(onSupport(support, right));
    var interval = new Interval();
    for (int j : support) {
      interval.require(signed(signs[j], constant[j]), signed(-signs[j], speed[j]), true);
    }
    Fraction[] force = force(constant);
    for (int j = 0; j < d; j++) {
      if (signs[j] == 0) {
        Fraction slope = Fraction.dot(gram[j], speed);
        interval.require(force[j], slope.plus(Fraction.ONE), false);
        interval.require(signed(-1, force[j]), Fraction.ONE.minus(slope), false);
      }
    }
    return interval.empty() ? null : interval.vertex(constant, speed);
  }

  private static Fraction signed(int sign, Fraction value) {
    return value.times(Fraction.of(sign));
  }

  /** The μ > 0 at which conditions a + bμ ≥ 0, or > 0, hold. */
  private static final class Interval {
    private Fraction low = Fraction.ZERO;
    private @Nullable Fraction high;
    private boolean never;

    void require(Fraction a, Fraction b, boolean strict) {
      if (b.signum() == 0) {
        never |= strict ? a.signum() <= 0 : a.signum() < 0;
        return;
      }
      Fraction zero = a.over(b).times(Fraction.of(-1));
      if (b.signum() > 0) {
        low = zero.compareTo(low) > 0 ? zero : low;
      } else {
        high = high == null || zero.compareTo(high) < 0 ? zero : high;
      }
    }

    boolean empty() {
      return never || (high != null && high.compareTo(low) <= 0);
    }

    Vertex vertex(Fraction[] constant, Fraction[] speed) {
      return new Vertex(constant, speed, low, Objects.requireNonNull(high));
    }
  }

  private Fraction[] zero() {
    var zero = new Fraction[d];
    Arrays.fill(zero, Fraction.ZERO);
    return zero;
  }

  private int[] support(int mask) {
    return IntStream.range(0, d).filter(j -> (mask >> j & 1) != 0).toArray();
  }

  private Fraction[][] gram(int[] support) {
    var restricted = new Fraction[support.length][support.length];
    for (int k = 0; k < support.length; k++) {
      for (int l = 0; l < support.length; l++) {
        restricted[k][l] = gram[support[k]][support[l]];
      }
    }
    return restricted;
  }

  /** The x with A_SᵀAx = right on S and 0 elsewhere, or null where columns are dependent. */
  private Fraction @Nullable [] onSupport(int[] support, Fraction[] right) {
    var restricted = new Fraction[support.length];
    Arrays.setAll(restricted, k -> right[support[k]]);
    Fraction[] some = Fraction.solve(gram(support), restricted);
    if (some == null) {
      return null;
    }
    Fraction[] x = zero();
    for (int k = 0; k < support.length; k++) {
      x[support[k]] = some[k];
    }
    return x;
  }

  /** Ax. */
  Fraction[] image(Fraction[] x) {
    var image = new Fraction[y.length];
    for (int i = 0; i < y.length; i++) {
      image[i] = Fraction.ZERO;
      for (int j = 0; j < d; j++) {
        image[i] = image[i].plus(columns[j][i].times(x[j]));
      }
    }
    return image;
  }

  /** Aᵀ(y − Ax). */
  Fraction[] force(Fraction[] x) {
    var force = new Fraction[d];
    Arrays.setAll(force, j -> products[j].minus(Fraction.dot(gram[j], x)));
    return force;
  }
}
