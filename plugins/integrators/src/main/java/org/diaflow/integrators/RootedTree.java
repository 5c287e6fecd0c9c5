package org.diaflow.integrators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rooted tree of Butcher's theory: one order condition of a one-step method.
 *
 * <p>A method with weights b has order p if Σ b_i·Φ_i(t) = 1/γ(t) for every tree t with at most p
 * vertices. E. Hairer, S. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed.,
 * Springer 1993, theorem II.2.13; for Rosenbrock methods volume II, theorem IV.7.4.
 *
 * @param branches the subtrees at the root
 */
record RootedTree(List<RootedTree> branches) {

  /**
   * Largest relative defect |γ(t)·Σ b_i·Φ_i(t) − 1| over all trees with at most {@code order}
   * vertices.
   *
   * @param weights b, one per stage
   * @param forks α_ij, for vertices with several branches
   * @param chains β_ij, for vertices with one branch; equal to α for Runge–Kutta methods
   */
  static double defect(double[] weights, double[][] forks, double[][] chains, int order) {
    double largest = 0;
    for (int size = 1; size <= order; size++) {
      for (RootedTree tree : ofSize(size)) {
        double[] phi = tree.elementaryWeights(weights.length, forks, chains);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * phi[i];
        }
        largest = Math.max(largest, Math.abs(tree.density() * sum - 1));
      }
    }
    return largest;
  }

  /** All trees with {@code size} vertices: 1, 1, 2, 4, 9, … */
  static List<RootedTree> ofSize(int size) {
    var trees = new ArrayList<RootedTree>();
    for (List<RootedTree> forest : forests(size - 1, size - 1, Integer.MAX_VALUE)) {
      trees.add(new RootedTree(forest));
    }
    return trees;
  }

  /**
   * Multisets of trees with {@code total} vertices, listed by decreasing size and, within the
   * largest size, by decreasing position up to {@code position}.
   */
  private static List<List<RootedTree>> forests(int total, int largest, int position) {
    if (total == 0) {
      return List.of(List.of());
    }
    var forests = new ArrayList<List<RootedTree>>();
    for (int size = 1; size <= Math.min(total, largest); size++) {
      List<RootedTree> trees = ofSize(size);
      int last = size == largest ? Math.min(position, trees.size() - 1) : trees.size() - 1;
      for (int k = 0; k <= last; k++) {
        for (List<RootedTree> rest : forests(total - size, size, k)) {
          var forest = new ArrayList<RootedTree>();
          forest.add(trees.get(k));
          forest.addAll(rest);
          forests.add(List.copyOf(forest));
        }
      }
    }
    return forests;
  }

  /** Number of vertices. */
  int size() {
    return 1 + branches.stream().mapToInt(RootedTree::size).sum();
  }

  /** γ(t): the size times the densities of the branches. */
  double density() {
    return branches.stream().mapToDouble(RootedTree::density).reduce(size(), (a, b) -> a * b);
  }

  private double[] elementaryWeights(int stages, double[][] forks, double[][] chains) {
    double[] product = new double[stages];
    Arrays.fill(product, 1);
    double[][] coefficients = branches.size() == 1 ? chains : forks;
    for (RootedTree branch : branches) {
      double[] phi = branch.elementaryWeights(stages, forks, chains);
      for (int i = 0; i < stages; i++) {
        double sum = 0;
        for (int j = 0; j < coefficients[i].length && j < stages; j++) {
          sum += coefficients[i][j] * phi[j];
        }
        product[i] *= sum;
      }
    }
    return product;
  }
}
