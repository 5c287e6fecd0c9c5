package org.diaflow.theory.limit;

import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.link.Link;

/**
 * The dual point s⁰ on the walls of a face of minimizers and well inside off it, from which {@link
 * FaceLimit} counts slacks, with the start that belongs to the selected point of the face.
 *
 * @param dual s⁰_β in units of the walls' shape (D > 2) or of λ (D = 2), length r
 * @param start δ_β, length r
 */
record FaceReference(double[] dual, double[] start) {

  /** Part of a column that rounding of A leaves where there is none; enough for a start. */
  private static final double VANISHED = 16 * 0x1p-52;

  /** The reference for the point {@code selected} (length d) of the face. */
  static FaceReference of(Walls walls, MinimizerFace face, double[] selected) {
    int[] order = face.order();
    double[] reference = face.dual().clone();
    double[] start = new double[reference.length];
    for (int i = 0; i < reference.length; i++) {
      int j = order[i];
      if (face.face()[j]) {
        reference[i] = walls.hyperbolic() ? face.signs()[j] * walls.level() : face.dual()[i];
        start[i] = -face.signs()[j] * startSlack(walls, face, j, selected[j]);
      } else if (walls.hyperbolic()) {
        reference[i] *= walls.level();
      }
    }
    return new FaceReference(centred(walls, face, reference, start), start);
  }

  /** The distance from s⁰ at which entry j of the predictor is near {@code x}. */
  private static double startSlack(Walls walls, MinimizerFace face, int j, double x) {
    double slack = walls.slackOf(x);
    if (walls.hyperbolic()) {
      double half = (walls.up()[j] + walls.down()[j]) / 2;
      double sine = Math.log(Math.abs(x)) + walls.level() + half;
      return sine > 20
          ? slack - face.shape(walls, j)
          : walls.level() + shapeOffset(walls, face, j) - Link.of(2).inverse(sine, 1);
    }
    return Math.min(slack, 0.45 * walls.level() * (walls.up()[j] + walls.down()[j]));
  }

  /** D = 2: σ·(middle between the walls) with the sign of the face. */
  private static double shapeOffset(Walls walls, MinimizerFace face, int j) {
    return -face.signs()[j] * (walls.up()[j] - walls.down()[j]) / 2;
  }

  /** Moves the free part of s⁰ to where the largest |s_j| off the face is least. */
  private static double[] centred(
      Walls walls, MinimizerFace face, double[] reference, double[] start) {
    int[] order = face.order();
    int rank = reference.length;
    int[] free = IntStream.range(0, rank).filter(i -> !face.face()[order[i]]).toArray();
    int[] off = IntStream.range(0, order.length).filter(k -> !face.face()[order[k]]).toArray();
    if (free.length == 0) {
      return reference;
    }
    double[] fixed = reference.clone();
    for (int i = 0; i < rank; i++) {
      fixed[i] = face.face()[order[i]] ? fixed[i] + (walls.hyperbolic() ? start[i] : 0) : 0;
    }
    double[] c = new double[off.length];
    double[] entries = new double[free.length * off.length];
    for (int k = 0; k < off.length; k++) {
      int j = order[off[k]];
      double middle = (walls.up()[j] - walls.down()[j]) / 2;
      double half = walls.hyperbolic() ? 1 : (walls.up()[j] + walls.down()[j]) / 2;
      c[k] = -face.theta().remainder(middle, fixed, j) / half;
      double largest = 0;
      for (int i = 0; i < rank; i++) {
        largest = Math.max(largest, Math.abs(face.theta().get(i, j)));
      }
      for (int l = 0; l < free.length; l++) {
        double entry = face.theta().get(free[l], j);
        entries[l * off.length + k] = Math.abs(entry) > VANISHED * largest ? entry / half : 0;
      }
    }
    LeastMaximum least = LeastMaximum.solve(c, new DenseMatrix(free.length, off.length, entries));
    double[] moved = reference.clone();
    for (int l = 0; l < free.length; l++) {
      moved[free[l]] = least.free()[l];
    }
    return walls.hyperbolic() || inside(walls, face, moved, off) ? moved : reference;
  }

  private static boolean inside(Walls walls, MinimizerFace face, double[] reference, int[] off) {
    int[] order = face.order();
    for (int k : off) {
      int j = order[k];
      if (!(face.theta().remainder(walls.up()[j], reference, j) > 0)
          || !(face.theta().remainder(-walls.down()[j], reference, j) < 0)) {
        return false;
      }
    }
    return true;
  }
}
