package org.diaflow.theory.limit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vector along scales, extrapolated by the polynomial in log α through its last three values. */
final class VectorPath {

  static final int NODES = 3;

  private final Deque<Node> nodes = new ArrayDeque<>();

  private record Node(double logScale, double[] vector) {}

  /** Adds the value at a scale. */
  void add(double logScale, double[] vector) {
    nodes.addLast(new Node(logScale, vector));
    if (nodes.size() > NODES) {
      nodes.removeFirst();
    }
  }

  /** Forgets all values. */
  void clear() {
    nodes.clear();
  }

  /** The vector expected at a scale; null before the first value. */
  double @Nullable [] at(double logScale) {
    if (nodes.isEmpty()) {
      return null;
    }
    List<Node> known = new ArrayList<>(nodes);
    double[] weights = weights(known.stream().map(Node::logScale).toList(), logScale);
    double[] expected = new double[known.getFirst().vector().length];
    for (int k = 0; k < weights.length; k++) {
      double[] vector = known.get(k).vector();
      for (int i = 0; i < expected.length; i++) {
        expected[i] += weights[k] * vector[i];
      }
    }
    return expected;
  }

  /** Lagrange's weights of {@code nodes} at {@code target}. */
  static double[] weights(List<Double> nodes, double target) {
    double[] weights = new double[nodes.size()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = 1;
      for (int l = 0; l < weights.length; l++) {
        if (l != k) {
          weights[k] *= (target - nodes.get(l)) / (nodes.get(k) - nodes.get(l));
        }
      }
    }
    return weights;
  }
}
