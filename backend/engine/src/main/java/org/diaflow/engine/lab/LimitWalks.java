package org.diaflow.engine.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.theory.limit.LimitStudy;
import org.jspecify.annotations.Nullable;

/**
 * The walks along scales that one problem has under way, by depth and the scales already passed: a
 * walk is taken, goes a step and is put back where it is now. One that nobody has kept is walked
 * anew, to the same bits. Thread-safe; a walk belongs to one thread at a time.
 */
final class LimitWalks {

  /** A sweep over scales with some depths needs one for each of them and for each worker. */
  private static final int KEPT = 64;

  private final LimitStudy study;
  private final Map<Position, LimitStudy.Walk> kept = new LinkedHashMap<>();

  /** Where a walk is. */
  private record Position(double depth, List<Double> passed) {}

  LimitWalks(LimitStudy study) {
    this.study = study;
  }

  /** What theory says at {@code alpha} on a walk that has passed {@code before}. */
  LimitStudy.Point at(double depth, List<Double> before, double alpha) {
    LimitStudy.Walk walk = taken(new Position(depth, before));
    if (walk == null) {
      walk = study.walk(depth);
      before.forEach(walk::pass);
    }
    LimitStudy.Point point = walk.at(alpha);
    var passed = new ArrayList<>(before);
    passed.add(alpha);
    keep(new Position(depth, passed), walk);
    return point;
  }

  private synchronized LimitStudy.@Nullable Walk taken(Position position) {
    return kept.remove(position);
  }

  private synchronized void keep(Position position, LimitStudy.Walk walk) {
    kept.put(position, walk);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }
}
